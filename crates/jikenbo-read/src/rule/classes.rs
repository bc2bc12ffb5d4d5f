//! Classes of words by name and number, and those that are no word lists.

use foldhash::{HashMap, HashMapExt};

use super::Class;

/// Names in the order of the constants below.
const BUILT_IN: [&str; 8] = ["date", "period", "number", "count", "money", "quoted", "url", "time"];

pub(crate) const DATE: Class = Class(0);
pub(crate) const PERIOD: Class = Class(1);
pub(crate) const NUMBER: Class = Class(2);
pub(crate) const COUNT: Class = Class(3);
pub(crate) const MONEY: Class = Class(4);
pub(crate) const QUOTED: Class = Class(5);
pub(crate) const URL: Class = Class(6);
pub(crate) const TIME: Class = Class(7);

/// Class names and numbers. Local classes of a page are `key/code#name`.
#[derive(Debug)]
pub(crate) struct Names {
    by_name: HashMap<String, Class>,
    names: Vec<String>,
    hiding: Vec<Hiding>,
    group_names: Vec<String>,
}

/// What words of a class hide, what hides them, and what they name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hiding {
    /// The key a class belongs to (`data_items`), or the lexicon's own name: a longer word of the same group hides a
    /// shorter one within it.
    pub(crate) group: u16,
    /// They hide every shorter word within them.
    pub(crate) solid: bool,
    /// They are not hidden by longer words of their group.
    pub(crate) open: bool,
    /// They name an authority: the page is one of `authorities`, and these are the words by which it is named.
    pub(crate) authority: bool,
}

impl Default for Names {
    fn default() -> Self {
        let mut names = Self { by_name: HashMap::new(), names: Vec::new(), hiding: Vec::new(), group_names: Vec::new() };
        for name in BUILT_IN {
            names.intern(name, name, false);
        }
        names
    }
}

impl Names {
    pub(crate) fn intern(&mut self, name: &str, group: &str, solid: bool) -> Class {
        if let Some(class) = self.by_name.get(name) {
            return *class;
        }
        let class = Class(self.names.len() as u16);
        let group = self.group_names.iter().position(|g| g == group).unwrap_or_else(|| {
            self.group_names.push(group.to_owned());
            self.group_names.len() - 1
        });
        self.by_name.insert(name.to_owned(), class);
        self.names.push(name.to_owned());
        let authority = name.starts_with("authorities/") && (name.ends_with("#words") || name.ends_with("#station"));
        self.hiding.push(Hiding { group: group as u16, solid, open: false, authority });
        class
    }

    /// Says that a class's words are seen inside longer words of their group too.
    pub(crate) fn set_open(&mut self, class: Class) {
        self.hiding[class.0 as usize].open = true;
    }

    pub(crate) fn get(&self, name: &str) -> Option<Class> {
        self.by_name.get(name).copied()
    }

    pub(crate) fn name(&self, class: Class) -> &str {
        &self.names[class.0 as usize]
    }

    pub(crate) fn hiding(&self, class: Class) -> Hiding {
        self.hiding[class.0 as usize]
    }

    pub(crate) const fn groups(&self) -> usize {
        self.group_names.len()
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }
}

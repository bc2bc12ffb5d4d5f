//! Names of cases that are held in memory, counted as the casebook counts them.

use std::collections::BTreeMap;

use jikenbo_model::Code;

use crate::store::{
    CaseId, Mention, NameLine, NameQuery, NameSort, Named, NoticeId, SERVICE, VICTIM, headline, initial, name_key,
};
use crate::web::data::{Case, title};

/// A name as a case gives it.
pub(super) struct Given<'c> {
    /// The case.
    pub case: &'c Case,
    /// The mention, whose ids are made up.
    pub mention: Mention,
}

/// Every mention in cases, the newest first.
pub(super) fn mentions(cases: &[Case]) -> Vec<Given<'_>> {
    let mut out: Vec<Given<'_>> = cases.iter().flat_map(of_case).collect();
    out.sort_by(|a, b| b.mention.day.cmp(&a.mention.day));
    out
}

fn of_case(case: &Case) -> Vec<Given<'_>> {
    let mut out = Vec::new();
    for version in case.notices.iter().filter_map(|f| f.versions.first()) {
        let record = &version.reading.record;
        let organization = record.organization.as_ref();
        for Named { role, name } in Named::of(record) {
            let published = record.published.as_ref().map(|f| f.value);
            let mention = Mention {
                case: CaseId::derive(&case.id, 0),
                notice: Some(NoticeId::derive(&case.id, 0)),
                role,
                name,
                day: published.map(|d| d.to_string()).unwrap_or_default(),
                published,
                organization: organization.and_then(|f| f.value.name.clone()),
                sector: organization.and_then(|f| f.value.sector.clone()),
                kinds: record.kinds.iter().map(|f| Code::clone(&f.value)).collect(),
                headline: headline(record).cloned(),
                title: title(version).unwrap_or_default().to_owned(),
            };
            out.push(Given { case, mention });
        }
    }
    out
}

/// A page of the index, and how many names there are.
pub(super) fn names(cases: &[Case], query: &NameQuery) -> (Vec<NameLine>, u64) {
    let part = name_key(&query.part);
    let mut by_key: BTreeMap<String, Vec<Given<'_>>> = BTreeMap::new();
    for given in mentions(cases) {
        let key = name_key(&given.mention.name);
        let wanted = key.contains(&part)
            && (query.services || *given.mention.role != *SERVICE)
            && query.initial.is_none_or(|i| i == initial(&given.mention.name));
        if wanted {
            by_key.entry(key).or_default().push(given);
        }
    }
    let mut lines: Vec<NameLine> = by_key.into_iter().map(|(key, given)| line(key, &given)).collect();
    match query.sort {
        NameSort::Cases => lines.sort_by_key(|line| std::cmp::Reverse(line.cases)),
        NameSort::Reading => lines.sort_by_key(|line| initial(&line.name)),
        NameSort::Newest => lines.sort_by(|a, b| b.last.cmp(&a.last)),
    }
    let hits = lines.len() as u64;
    let page = lines.into_iter().skip(query.offset as usize).take(query.limit as usize);
    (page.collect(), hits)
}

fn line(key: String, given: &[Given<'_>]) -> NameLine {
    let distinct = |wanted: &dyn Fn(&&Given<'_>) -> bool| {
        let mut ids: Vec<&str> = given.iter().filter(wanted).map(|g| g.case.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len() as i64
    };
    let days = || given.iter().map(|g| &g.mention.day).filter(|d| !d.is_empty());
    NameLine {
        key,
        name: given.first().map_or_else(String::new, |g| g.mention.name.clone()),
        cases: distinct(&|_| true),
        as_victim: distinct(&|g| *g.mention.role == *VICTIM),
        first: days().min().cloned().unwrap_or_default(),
        last: days().max().cloned().unwrap_or_default(),
    }
}

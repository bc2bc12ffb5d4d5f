//! Plain text to notices.

use jikenbo_model::{Notice, Span};

use crate::split::{self, Line, Post};
use crate::{Error, Options};

/// The notices of a plain text.
pub(crate) fn notices(text: &str, options: &Options) -> Result<Vec<Notice>, Error> {
    if options.one {
        return Ok(vec![Notice::plain(text)]);
    }
    let lines: Vec<Line<'_>> = text.split('\n').map(|text| Line { text, heading: false }).collect();
    let posts = match split::posts(&lines) {
        Some(posts) => posts,
        None => vec![split::whole(&lines).ok_or(Error::NoNotice)?],
    };
    Ok(posts.into_iter().map(|post| notice(&lines, post)).collect())
}

fn notice(lines: &[Line<'_>], post: Post) -> Notice {
    let text = lines[post.first..=post.last].iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    let mut notice = Notice::plain(&text);
    notice.title = post.title.map(|_| Span::new(0, notice.text.find('\n').unwrap_or(notice.text.len())));
    notice.near = post.near;
    notice
}

//! The body that stands before its office: 青葉市|総務課, 青葉県みどり市|総務課, みどり区|区民課

/// Towns and prefectures in whose names another body's letter stands before their own (京|都|市, 大|町|市), and one without such a letter. Cut at
/// the first such letter they would be another's; to cut at a later one would take offices for names (青葉町|都市計画課, 青葉市|市政情報課).
const WHOLE: [&str; 42] = [
    "北海道",
    "京都府",
    "京都市",
    "甲府市",
    "別府市",
    "防府市",
    "大府市",
    "太宰府市",
    "利府町",
    "宇都宮市",
    "西都市",
    "国府町",
    "山県市",
    "都農町",
    "都城市",
    "都留市",
    "府中市",
    "府中町",
    "余市町",
    "上市町",
    "下市町",
    "市貝町",
    "市川市",
    "市原市",
    "町田市",
    "村上市",
    "村山市",
    "村田町",
    "中村区",
    "市川三郷町",
    "玉村町",
    "大町町",
    "大町市",
    "十日町市",
    "東村山市",
    "武蔵村山市",
    "羽村市",
    "大村市",
    "田村市",
    "四日市市",
    "廿日市市",
    "野々市市",
];

/// What ends the name of a body.
const BODIES: [char; 9] = ['県', '市', '町', '村', '区', '府', '都', '庁', '省'];

/// Where the body at the head of the words ends. A town's prefecture before it belongs to its name.
pub(super) fn at_head(words: &str) -> Option<usize> {
    let body = whole(words).or_else(|| first(words))?;
    let prefecture = words[..body].ends_with(['県', '府', '都', '道']);
    Some(body + prefecture.then(|| within(&words[body..])).flatten().unwrap_or(0))
}

fn whole(words: &str) -> Option<usize> {
    WHOLE.iter().find(|w| words.starts_with(**w)).map(|w| w.len())
}

/// The first letter that ends a body; 地区, 学区 and the like end none.
fn first(words: &str) -> Option<usize> {
    let mut last = ' ';
    let ends = |&(_, c): &(usize, char)| {
        let before = std::mem::replace(&mut last, c);
        BODIES.contains(&c) && !(c == '区' && ['地', '学', '管', '漁', '校', '挙'].contains(&before))
    };
    words.char_indices().take(7).skip(1).find(ends).map(|(at, c)| at + c.len_utf8())
}

/// The town behind its prefecture, not an office that has one's letter in it: 県|市町村課, 県|総務部市町支援課
fn within(words: &str) -> Option<usize> {
    let town = |end: &usize| {
        let name = &words[..*end];
        name.ends_with(['市', '町', '村', '区']) && !name.starts_with(BODIES) && !name.contains(['部', '課', '局', '室', '所'])
    };
    whole(words).or_else(|| first(words).filter(town))
}

#[cfg(test)]
mod tests {
    use super::at_head;

    #[test]
    fn a_body_ends_where_its_name_does() {
        for words in [
            "青葉市|総務課",
            "青葉町|都市計画課",
            "京都市|総務課",
            "みどり区|区民課",
            "青葉県|総務部市町支援課",
            "青葉県|市町村行政課",
            "青葉県|県土整備部",
            "東京都|都市整備局",
            "青葉県みどり市|総務課",
            "栃木県市貝町|総務課",
            "東京都みどり区|総務部",
            "北海道余市町|町民福祉課",
        ] {
            let (body, office) = words.split_once('|').expect("a bar");
            assert_eq!(at_head(&format!("{body}{office}")), Some(body.len()), "{words}");
        }
        assert_eq!(at_head("西部地区事務所"), None);
    }
}

//! Is it text? A font that does not say what its glyphs mean gives characters all the same, and no error: kanji at random, signs
//! of scripts that nobody wrote, or letters shifted by a few places. Such text must never become a notice.

use crate::Error;
use crate::page::Run;

/// A document with so few characters a page has no text of its own: a stamp or a page number on pictures.
const FEW: usize = 8;

/// Characters from which on shares say something.
const ENOUGH: usize = 40;

/// An error unless the runs of a document are text of a language that people here write.
pub(crate) fn check(pages: usize, runs: &[&Run]) -> Result<(), Error> {
    let chars: Vec<(char, bool)> = runs
        .iter()
        .flat_map(|run| run.text().chars().map(|c| (c, run.guessed)).collect::<Vec<_>>())
        .filter(|(c, _)| !c.is_whitespace())
        .collect();
    let total = chars.len();
    if total <= FEW * pages && !chars.iter().any(|&(c, _)| is_word(c)) || total == 0 {
        return Err(Error::NoText { pages });
    }
    let odd = chars.iter().filter(|&&(c, guessed)| guessed || is_odd(c)).count();
    let text: Vec<char> = chars.iter().map(|&(c, _)| c).collect();
    if odd * 10 > total || !reads_as_words(&text, runs) {
        return Err(Error::Garbage { odd: odd.max(1), total });
    }
    Ok(())
}

fn is_word(c: char) -> bool {
    c.is_alphabetic()
}

/// Characters that no notice has: unread bytes, private use, controls, and scripts far from Japanese.
fn is_odd(c: char) -> bool {
    !matches!(c as u32,
        0x20..=0x7e | 0xa0..=0x24f        // Latin
        | 0x2b0..=0x3ff | 0x400..=0x45f   // modifiers, Greek, Cyrillic
        | 0x1e00..=0x1eff                 // more Latin
        | 0x2000..=0x27bf                 // marks, arrows, mathematics, enclosed and drawn signs
        | 0x2900..=0x2bff                 // more arrows and signs
        | 0x3000..=0x30ff | 0x3190..=0x33ff // kana, enclosed, squared
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff // kanji
        | 0xac00..=0xd7a3                 // Korean names
        | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff01..=0xffee
        | 0x1f100..=0x1f2ff | 0x1f300..=0x1faff
        | 0x20000..=0x323af)
}

/// Whether what is there hangs together as words: Japanese has hiragana between its kanji, Latin has vowels in its words.
fn reads_as_words(text: &[char], runs: &[&Run]) -> bool {
    let count = |of: fn(char) -> bool| text.iter().filter(|&&c| of(c)).count();
    let kanji = count(|c| matches!(c, '\u{3400}'..='\u{9fff}'));
    let kana = count(|c| matches!(c, 'ぁ'..='ヿ' | '\u{ff66}'..='\u{ff9f}'));
    if kanji + kana >= ENOUGH {
        // Tables of names and addresses have few kana; lists of kanji without one are no text.
        return kana * 25 >= kanji && common(text) * 50 >= kanji + kana;
    }
    let letters = count(|c| c.is_ascii_alphabetic());
    let others = text.len() - letters - kanji - kana - count(|c| c.is_ascii_digit());
    if text.len() < ENOUGH {
        return true;
    }
    // Shifted letters turn into signs, and the vowels go.
    letters + kanji + kana > 0 && others * 2 < text.len() && (letters < ENOUGH || vowelled(runs))
}

/// The kana that every Japanese text is full of. A table of glyphs that is off by a few places has other ones.
fn common(text: &[char]) -> usize {
    text.iter().filter(|c| "のにはをたがでてとしれさなかいりまこるす".contains(**c)).count()
}

/// Whether most words of Latin letters have a vowel.
fn vowelled(runs: &[&Run]) -> bool {
    let (mut with, mut all) = (0, 0);
    for run in runs {
        for word in run.text().split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1) {
            all += 1;
            with += usize::from(word.to_ascii_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y']));
        }
    }
    with * 2 >= all
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::Error;
    use crate::page::Run;

    fn judge(text: &str) -> Result<(), Error> {
        let run = Run::sample(text, 0.0, 0.0, 10.0);
        check(1, &[&run])
    }

    #[test]
    fn notices_are_text() {
        for text in [
            "このたび、当社のサーバーが不正アクセスを受け、お客様の個人情報が漏えいした可能性があることが判明しました。深くお詫びを申し上げます。",
            "お知らせ",
            "We have found that a third party gained access to our server and apologise to everyone concerned.",
            "青葉精機株式会社　白波運輸株式会社　北浜町立図書館の一覧については次のとおりです。株式会社山野商店、株式会社川上製作所、町立病院",
            "Notice",
        ] {
            assert_eq!(judge(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_fonts_make_of_unknown_glyphs_is_garbage() {
        let soup: String = (0..60).filter_map(|n| char::from_u32(0x4e00 + n * 317)).collect();
        let shifted: String =
            "This is a text whose letters are shifted by three places up".chars().map(|c| ((c as u8) - 29) as char).collect();
        let other: String = (0..60).filter_map(|n| char::from_u32(0xa000 + n * 7)).collect();
        let private = "\u{e001}\u{e002}本\u{e003}".repeat(5);
        let kana: String = "ぬゐゑへむゆよろわゔゕゖぢづぺぽぶぷぴゎ".repeat(4);
        for text in [&soup, &shifted, &other, &private, &kana] {
            assert!(matches!(judge(text), Err(Error::Garbage { .. })), "{text}");
        }
    }

    #[test]
    fn no_words_are_no_text() {
        assert_eq!(judge(""), Err(Error::NoText { pages: 1 }));
        assert_eq!(judge(" - 1 - "), Err(Error::NoText { pages: 1 }));
    }
}

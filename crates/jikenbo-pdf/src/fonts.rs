//! Fonts whose text would come out wrong without a sign of it.

use pdf_oxide::PdfDocument;
use pdf_oxide::object::Object;

use crate::Error;

/// Predefined CMaps of Japanese fonts that the library takes for codes of two bytes each: their text would be rubbish, with true
/// words between. (Found by trying each of ISO 32000-1, table 118, and the later ones; those under Shift_JIS, UTF-16, UCS-2 and
/// plain JIS are read.)
const UNREAD: &[&str] =
    &["78-H", "78-V", "Add-H", "Add-V", "Ext-H", "Ext-V", "NWP-H", "NWP-V", "Hankaku", "Hiragana", "Katakana", "Roman"];

/// Parts of names of further ones.
const UNREAD_PARTS: &[&str] = &["EUC-", "UTF8-", "UTF32-"];

/// An error if a font of the page is under a CMap that is not read.
pub(crate) fn check(document: &PdfDocument, page: usize) -> Result<(), Error> {
    let resolved = |object: &Object| document.resolve_references(object, 1).ok();
    let below = |object: Option<Object>, key: &str| resolved(object.as_ref()?.as_dict()?.get(key)?);
    let fonts = below(below(document.get_page(page).ok(), "Resources"), "Font");
    for font in fonts.iter().filter_map(Object::as_dict).flat_map(|fonts| fonts.values()) {
        let encoding = below(resolved(font), "Encoding");
        if let Some(name) = encoding.as_ref().and_then(Object::as_name).filter(|name| is_unread(name)) {
            return Err(Error::Font(name.chars().filter(|c| !c.is_control()).take(40).collect()));
        }
    }
    Ok(())
}

fn is_unread(cmap: &str) -> bool {
    let japanese = !cmap.starts_with("Uni") || cmap.starts_with("UniJIS");
    japanese && (UNREAD.contains(&cmap) || UNREAD_PARTS.iter().any(|part| cmap.contains(part)))
}

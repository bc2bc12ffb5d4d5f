//! Documents of our own making: a small writer of PDF, with the fonts and the faults that notices come with.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "a test; each uses a part")]

use std::fmt::Write as _;
use std::io::Write as _;

use encoding_rs::{EUC_JP, SHIFT_JIS};

/// Objects, numbered from 1.
#[derive(Default)]
pub struct Writer {
    objects: Vec<Vec<u8>>,
    trailer: String,
}

/// Words at a place: x, y, size, text.
pub type Words<'a> = (f32, f32, f32, &'a str);

impl Writer {
    /// Adds an object; its number.
    pub fn object(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len()
    }

    /// Adds a stream with its bytes as they are; `entries` go into its dictionary.
    pub fn stream(&mut self, entries: &str, bytes: &[u8]) -> usize {
        let mut body = format!("<< /Length {} {entries} >>\nstream\n", bytes.len()).into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\nendstream");
        self.object(body)
    }

    /// Adds a stream compressed with deflate.
    pub fn deflated(&mut self, entries: &str, bytes: &[u8]) -> usize {
        self.stream(&format!("/Filter /FlateDecode {entries}"), &deflate(bytes))
    }

    /// Entries for the trailer.
    pub fn trailer(&mut self, entries: &str) {
        self.trailer.push_str(entries);
    }

    /// The document whose catalog is `root`.
    pub fn finish(self, root: usize) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut offsets = Vec::new();
        for (n, body) in self.objects.iter().enumerate() {
            offsets.push(out.len());
            out.extend_from_slice(format!("{} 0 obj\n", n + 1).as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let xref = out.len();
        let count = offsets.len() + 1;
        let mut table = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for offset in offsets {
            let _ = writeln!(table, "{offset:010} 00000 n ");
        }
        let _ = write!(table, "trailer\n<< /Size {count} /Root {root} 0 R {} >>\nstartxref\n{xref}\n%%EOF\n", self.trailer);
        out.extend_from_slice(table.as_bytes());
        out
    }

    /// Adds pages with the contents and one font `/F`; the catalog.
    pub fn pages(&mut self, font: usize, contents: &[usize]) -> usize {
        let tree = self.objects.len() + contents.len() + 1;
        let mut kids = String::new();
        for content in contents {
            let page = self.object(format!(
                "<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F {font} 0 R >> >> /Contents {content} 0 R >>"
            ));
            let _ = write!(kids, "{page} 0 R ");
        }
        self.object(format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()));
        self.object(format!("<< /Type /Catalog /Pages {tree} 0 R >>"))
    }

    /// Adds a Japanese font that is not embedded, under a predefined CMap.
    pub fn font(&mut self, cmap: &str) -> usize {
        let descriptor = self.object(
            "<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [0 -220 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -220 \
             /CapHeight 700 /StemV 80 >>",
        );
        let descendant = self.object(format!(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> \
             /FontDescriptor {descriptor} 0 R /DW 1000 /W [1 95 500 231 632 500] >>"
        ));
        self.object(format!("<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3-{cmap} /Encoding /{cmap} /DescendantFonts [{descendant} 0 R] >>"))
    }
}

/// The bytes of a text under a CMap, as a PDF string.
pub fn shown(cmap: &str, text: &str) -> String {
    let bytes: Vec<u8> = match cmap {
        "UniJIS-UTF16-H" | "UniJIS-UTF16-V" | "UniJIS-UCS2-H" | "UniJIS2004-UTF16-H" => {
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        }
        "90ms-RKSJ-H" | "90msp-RKSJ-H" | "90ms-RKSJ-V" => SHIFT_JIS.encode(text).0.into_owned(),
        "EUC-H" => EUC_JP.encode(text).0.into_owned(),
        // JIS is EUC without its eighth bit.
        "H" => EUC_JP.encode(text).0.iter().map(|byte| byte & 0x7f).collect(),
        _ => text.bytes().collect(),
    };
    let mut out = String::from("<");
    bytes.iter().for_each(|byte| {
        let _ = write!(out, "{byte:02x}");
    });
    out + ">"
}

/// A content stream that shows words at their places.
pub fn content(cmap: &str, words: &[Words<'_>]) -> String {
    let mut out = String::new();
    for (x, y, size, text) in words {
        let _ = writeln!(out, "BT /F {size} Tf 1 0 0 1 {x} {y} Tm {} Tj ET", shown(cmap, text));
    }
    out
}

/// A document of pages of words, in a font that is not embedded.
pub fn document(cmap: &str, pages: &[Vec<Words<'_>>]) -> Vec<u8> {
    let mut writer = Writer::default();
    let font = writer.font(cmap);
    let contents: Vec<usize> = pages.iter().map(|words| writer.deflated("", content(cmap, words).as_bytes())).collect();
    let root = writer.pages(font, &contents);
    writer.finish(root)
}

/// The same without compression, so that its bytes are the same with every version of a compressor.
pub fn plain_document(cmap: &str, words: &[Words<'_>]) -> Vec<u8> {
    let mut writer = Writer::default();
    let font = writer.font(cmap);
    let content = writer.stream("", content(cmap, words).as_bytes());
    let root = writer.pages(font, &[content]);
    writer.finish(root)
}

/// A document of one page with this content.
pub fn drawn(content: &str) -> Vec<u8> {
    let mut writer = Writer::default();
    let font = writer.font("UniJIS-UTF16-H");
    let content = writer.deflated("", content.as_bytes());
    let root = writer.pages(font, &[content]);
    writer.finish(root)
}

/// Bytes compressed with deflate.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The words of a short notice, from the top of a page.
pub fn notice() -> Vec<Words<'static>> {
    vec![
        (360.0, 780.0, 10.5, "2024年6月10日"),
        (330.0, 762.0, 10.5, "青葉精機株式会社"),
        (120.0, 730.0, 14.0, "不正アクセスに関するお詫びとお知らせ"),
        (80.5, 700.0, 10.5, "このたび、当社のサーバーが第三者による不正アクセスを受け、お客様の"),
        (70.0, 684.0, 10.5, "個人情報1,200件が漏えいした可能性があることが判明いたしましたので、お"),
        (70.0, 668.0, 10.5, "知らせいたします。深くお詫び申し上げます。"),
        (70.0, 640.0, 10.5, "１．経緯"),
        (70.0, 622.0, 10.5, "・6月3日　不審な通信を検知し、サーバーを停止"),
        (70.0, 606.0, 10.5, "・6月4日　個人情報保護委員会に報告"),
    ]
}

/// What is read from [`notice`].
pub const NOTICE: &str = "2024年6月10日\n青葉精機株式会社\n\n不正アクセスに関するお詫びとお知らせ\n\nこのたび、当社のサーバーが第三者による不正アクセスを受け、お客様の\
個人情報1,200件が漏えいした可能性があることが判明いたしましたので、お知らせいたします。深くお詫び申し上げます。\n\n１．経緯\n\
・6月3日　不審な通信を検知し、サーバーを停止\n・6月4日　個人情報保護委員会に報告";

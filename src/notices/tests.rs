//! What becomes of files of every kind: their text, or why there is none.

use std::fs;

use super::*;

fn text(bytes: &[u8], ending: &str) -> String {
    read_from(bytes, ending).expect("a notice").text
}

fn code(bytes: &[u8], ending: &str) -> &'static str {
    read_from(bytes, ending).expect_err("no notice").code.0
}

#[test]
fn a_plain_text_is_as_it_stands_but_for_mark_and_line_ends() {
    let cases: [(&[u8], &str); 5] = [
        ("\u{feff}销售\r\n１２吨\r\n".as_bytes(), "销售\n１２吨\n"),
        ("a\rb\n\n\tc  \u{a0}".as_bytes(), "a\rb\n\n\tc  \u{a0}"),
        ("<html><b>1</b>".as_bytes(), "<html><b>1</b>"),
        ("中\u{2028}间\u{feff}".as_bytes(), "中\u{2028}间\u{feff}"),
        (&encoding_rs::GB18030.encode("销售㐂").0, "销售㐂"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(text(bytes, "txt"), expected);
    }
    let utf16: Vec<u8> = "\u{feff}销售\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&utf16, "md"), "销售\n");
}

#[test]
fn bytes_say_what_a_file_is_whatever_its_name() {
    assert_eq!(text(b"<!DOCTYPE html><p>1</p>", ""), "1\n");
    assert_eq!(text(b"<!DOCTYPE html><p>1</p>", "docx"), "1\n");
    assert_eq!(text("一、".as_bytes(), "docx"), "一、");
    assert_eq!(text(b"x <b>1</b>", "htm"), "x 1");
}

#[test]
fn what_is_no_notice_has_its_code() {
    let compound = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let cases: [(&[u8], &str, &str); 19] = [
        (b"", "txt", "notice-empty"),
        (b"\xef\xbb\xbf \r\n\t", "txt", "notice-empty"),
        (b"<html><img src=scan.png></html>", "html", "notice-empty"),
        (b"%PDF-1.7", "pdf", "notice-is-pdf"),
        (b"%PDF-1.7", "docx", "notice-is-pdf"),
        (b"\x89PNG\r\n", "png", "notice-is-picture"),
        (b"\xff\xd8\xff\xe0", "txt", "notice-is-picture"),
        (b"{\\rtf1 1}", "doc", "notice-format-unsupported"),
        (b"MIME-Version: 1.0\r\n", "doc", "notice-format-unsupported"),
        (b"<?xml version=\"1.0\"?><w:wordDocument/>", "xml", "notice-format-unsupported"),
        (b"\x01\x02\x03\x04\x05\x06", "txt", "notice-format-unsupported"),
        (b"a\nb\xff\xff\x80", "txt", "notice-encoding-unreadable"),
        (b"<meta charset=gbk><p>a\xff\xff", "html", "notice-encoding-unreadable"),
        (b"PK\x03\x04 cut off", "docx", "notice-damaged"),
        (&compound("EncryptedPackage"), "docx", "notice-encrypted"),
        (&compound("WordDocument"), "docx", "notice-is-doc"),
        (&compound("Contents"), "wps", "notice-is-doc"),
        (&compound("Workbook"), "xls", "notice-is-workbook"),
        (&compound("PowerPoint Document"), "ppt", "notice-format-unsupported"),
    ];
    for (bytes, ending, expected) in cases {
        assert_eq!(code(bytes, ending), expected, "{:?} as {ending}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn files_that_are_not_there_or_too_large_have_their_code() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let of = |path: &Path| read(path).expect_err("no notice").code.0;
    assert_eq!(of(&folder.path().join("无.txt")), "notice-not-found");
    assert_eq!(of(folder.path()), "notice-is-folder");
    let large = folder.path().join("大.txt");
    fs::write(&large, vec![b'1'; (TEXT_BYTES + 1) as usize]).expect("a file");
    assert_eq!(of(&large), "notice-too-large");
    assert_eq!(code(&vec![b'1'; (FILE_BYTES + 1) as usize], "docx"), "notice-too-large");
    let small = folder.path().join("通报.TXT");
    fs::write(&small, "<p>1").expect("a file");
    assert_eq!(read(&small).expect("a notice").text, "<p>1");
}

#[test]
fn a_stream_that_fails_is_unreadable() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    let error = read_from(Broken, "txt").expect_err("no notice");
    assert_eq!((error.code.0, error.values), ("notice-unreadable", vec![("cause", "gone".to_owned())]));
}

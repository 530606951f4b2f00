"""Notices as files: what is read of each kind, and why some are not."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
PROSE = "各门店运行平稳，农特产品销售有序。"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def paragraph(text):
    """A paragraph of a document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body, namespace=MAIN, more=None):
    """A document: its body as XML, and further parts."""
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return archive({"word/document.xml": xml, **(more or {})})


def archive(parts):
    """A zip archive, the same bytes each time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2021, 8, 2, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def compound(name):
    """The beginning of a compound file, with one name in its directory."""
    return COMPOUND + name.encode("utf-16-le")


def write(cases):
    """All cases about files of notices."""
    read(cases)
    refused(cases)
    remarked(cases)
    together(cases)


def read(cases):
    """What is read."""
    page = f"<html><head><title>标题</title><style>p {{ }}</style></head><body><p>{PROSE}</p><p hidden>藏</p></body></html>"
    notices = {
        "通报.txt": PROSE + "\r\n",
        "通报-gb18030.txt": PROSE.encode("gb18030"),
        "通报-utf16.md": b"\xff\xfe" + PROSE.encode("utf-16-le"),
        "通报.docx": docx(paragraph(PROSE)),
        "通报-strict.docx": docx(paragraph(PROSE), STRICT),
        "通报.html": page.replace("<title>", '<meta charset="gbk"><title>').encode("gb18030"),
        "网页.docx": page,
    }
    cases.check(
        "notice-kinds", "a notice in each form that is read, whatever its encoding; a page named .docx is read as a page",
        notices, list(notices), answer=[{"notice": name, "numbers": 0, "failing": 0, "lints": []} for name in notices],
    )


def refused(cases):
    """What is not read, each with its code; the others are answered."""
    unclosed = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    deep = "<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80
    bomb = archive({"word/document.xml": b" " * ((32 << 20) + 1)})
    kinds = {
        "空.txt": (b"\xef\xbb\xbf\r\n", "notice-empty"),
        "扫描.docx": (docx("<w:p/>"), "notice-empty"),
        "乱码.txt": (b"\xcf\xfa\xca\xdb\xff\xff\x80", "notice-encoding-unreadable"),
        "旧稿.doc": (compound("WordDocument"), "notice-is-doc"),
        "旧稿改名.docx": (compound("WordDocument"), "notice-is-doc"),
        "加密.docx": (compound("EncryptedPackage"), "notice-encrypted"),
        "表.xlsx": (archive({"xl/workbook.xml": "<workbook/>"}), "notice-is-workbook"),
        "版式.pdf": (b"%PDF-1.7\n", "notice-is-pdf"),
        "版式.ofd": (archive({"OFD.xml": "<OFD/>"}), "notice-is-pdf"),
        "照片.jpg": (b"\xff\xd8\xff\xe0", "notice-is-picture"),
        "文稿.rtf": (b"{\\rtf1 }", "notice-format-unsupported"),
        "截断.docx": (docx(paragraph(PROSE))[:-30], "notice-damaged"),
        "域.docx": (docx(unclosed), "notice-damaged"),
        "炸弹.docx": (bomb, "notice-unpacks-too-large"),
        "套叠.docx": (docx(deep), "notice-nested-too-deep"),
        "套叠.html": (f"<html>{'<div>' * 600}", "notice-nested-too-deep"),
    }
    for name, (body, code) in kinds.items():
        case = f"{code}-{name.rsplit('.', 1)[1]}" + {"旧稿改名.docx": "-renamed", "域.docx": "-field"}.get(name, "")
        cases.check(
            case, f"{name}: {code}, and the notice beside it is answered", {name: body, "通报.txt": PROSE}, [name, "通报.txt"],
            exit=2, answer=[{"notice": name, "code": code}, {"notice": "通报.txt", "numbers": 0}],
        )
    cases.check(
        "notice-not-found", "a name that is not there and a folder are answered too", {"篇/通报.txt": PROSE}, ["无.txt", "篇", "篇/通报.txt"],
        exit=2, answer=[{"notice": "无.txt", "code": "notice-not-found"}, {"notice": "篇", "code": "notice-is-folder"}, {"notice": "篇/通报.txt", "numbers": 0}],
    )


def remarked(cases):
    """What is read, and told on stderr how."""
    tracked = f"<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>{PROSE}</w:t></w:r></w:ins></w:p>"
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{PROSE}</w:t></w:r></w:p>"
    embedded = paragraph(PROSE) + "<w:altChunk/>"
    aside = f"<p>{PROSE}</p><ul data-audit=\"aside\"><li>未计入 99 条</li></ul>"
    notices = {"修订.docx": docx(tracked), "隐藏.docx": docx(hidden), "嵌入.docx": docx(embedded), "网页.html": aside}
    cases.check(
        "notice-remarks", "tracked changes, hidden text, embedded contents and asides are told on stderr, and the notices answered",
        notices, list(notices),
        stderr_contains=["修订.docx 文稿里有未处理的修订", "隐藏.docx 文稿里有设为“隐藏”的文字", "嵌入.docx 文稿里有图片", "网页.html 文中标明不属于正文的部分"],
        answer=[{"notice": name, "numbers": 0} for name in notices],
    )


def together(cases):
    """Forms of the answer."""
    notices = {"甲.txt": PROSE, "乙.txt": PROSE, "丙.pdf": b"%PDF-1.7\n"}
    for form, parts in {
        "text": ["甲.txt\n数字 0 处", "丙.pdf\n无法读取 这是版式文件（PDF）"],
        "csv": ["\ufeffnotice,line,column,start,end,text,value,unit,list,verdict,by,indicator,period,figure,reason\r\n", "丙.pdf,,,,,,,,notice-is-pdf,"],
        "html": ["<!DOCTYPE html>", "核对 3 篇文稿", '<a href="#n3">丙.pdf</a>', f"<p id=\"l1-1\">{PROSE}</p>"],
    }.items():
        cases.check(
            f"check-several-{form}", f"several notices in one answer as {form}; one of them cannot be read",
            notices, ["--format", form, *notices], exit=2, stdout_contains=parts,
        )
    cases.check(
        "check-english", "an error and its remedy in English", {"a.pdf": b"%PDF-1.7\n"}, ["--lang", "en", "a.pdf"], exit=2,
        stdout_contains=["this is a file of finished pages (PDF)"], answer=[{"notice": "a.pdf", "code": "notice-is-pdf"}],
    )
    cases.check("check-without-notice", "a call that names no notice is refused", {"a.txt": PROSE}, ["--quiet"], exit=2, stderr_contains=["少了参数"])
    cases.check("check-bad-format", "a format that is none is refused", {"a.txt": PROSE}, ["--format", "xml", "a.txt"], exit=2, stderr_contains=["--format", "xml"])

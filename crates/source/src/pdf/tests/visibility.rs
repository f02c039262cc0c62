use biaodan_model::{Origin, PageStatus, Visibility};

use super::build::{Build, page, seen, with};

#[test]
fn what_cannot_be_seen_says_why() {
    let page = page(
        "BT /F1 10 Tf 10 50 Td (a) Tj 3 Tr (b) Tj 0 Tr -90 0 Td (c) Tj ET q 0 0 50 100 re W n BT /F1 10 Tf 45 20 Td (d) Tj (e) Tj \
         500 0 Td (f) Tj ET Q",
    );
    assert_eq!(seen(&page), "ad");
    assert_eq!(with(&page, Visibility::Invisible), "b");
    assert_eq!(with(&page, Visibility::Clipped), "e");
    assert_eq!(with(&page, Visibility::OffPage), "cf");
}

#[test]
fn white_text_is_seen_on_a_dark_ground_only() {
    let page = page("1 1 1 rg BT /F1 10 Tf 10 50 Td (a) Tj ET 0 0 1 rg 50 40 30 30 re f 1 g BT /F1 10 Tf 60 50 Td (b) Tj ET");
    assert_eq!((seen(&page).as_str(), with(&page, Visibility::Invisible).as_str()), ("b", "a"));
    let transparent = Build::new().page("", "/ExtGState << /G << /ca 0 >> >>", "/G gs BT /F1 10 Tf 10 50 Td (a) Tj ET").read();
    assert_eq!(seen(&transparent), "");
    assert_eq!((transparent.status, transparent.text_from), (PageStatus::Empty, Origin::None));
    assert!(transparent.reason.is_some());
}

#[test]
fn layers_that_are_off_are_hidden_with_all_they_hold() {
    let page = Build::new()
        .catalog("/OCProperties << /OCGs [3 0 R 4 0 R] /D << /OFF [3 0 R] >> >>")
        .object("<< /Type /OCG /Name (off) >>")
        .object("<< /Type /OCG /Name (on) >>")
        .object("<< /Type /OCMD /OCGs [3 0 R 4 0 R] /P /AllOn >>")
        .object("<< /Type /OCMD /VE [/Not 3 0 R] >>")
        .page(
            "",
            "/Properties << /A 3 0 R /B 4 0 R /C 5 0 R /D 6 0 R >>",
            "BT /F1 10 Tf 10 50 Td /OC /A BDC (a) Tj /OC /B BDC (b) Tj EMC EMC /OC /B BDC (c) Tj EMC /OC /C BDC (d) Tj EMC \
             /OC /D BDC (e) Tj EMC EMC (f) Tj ET",
        )
        .read();
    assert_eq!((with(&page, Visibility::Hidden).as_str(), seen(&page).as_str()), ("abd", "cef"));
}

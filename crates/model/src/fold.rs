//! Character folding: one spelling for the many a form may use.
//!
//! Two strengths. [`fold_text`] repairs what a font's character map got wrong (radicals that stand
//! for the ideograph, Latin ligatures) and is fit for values. [`match_key`] also
//! drops blanks, case and width, and is only for comparing labels.

use std::sync::LazyLock;

/// The CJK Radicals Supplement (U+2E80..U+2EF3) characters that fonts map in place of the unified
/// ideograph of the same shape, after Unicode's EquivalentUnifiedIdeograph property.
const RADICALS_SUPPLEMENT: &[(char, char)] = &[
    ('⺁', '厂'),
    ('⺄', '乙'),
    ('⺇', '几'),
    ('⺈', '刀'),
    ('⺊', '卜'),
    ('⺋', '㔾'),
    ('⺎', '尢'),
    ('⺏', '尣'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺔', '彑'),
    ('⺖', '忄'),
    ('⺗', '㣺'),
    ('⺘', '扌'),
    ('⺙', '攵'),
    ('⺛', '旡'),
    ('⺝', '月'),
    ('⺞', '歺'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺡', '氵'),
    ('⺢', '氺'),
    ('⺣', '灬'),
    ('⺤', '爫'),
    ('⺦', '丬'),
    ('⺨', '犭'),
    ('⺩', '王'),
    ('⺪', '疋'),
    ('⺫', '目'),
    ('⺬', '示'),
    ('⺭', '礻'),
    ('⺯', '糹'),
    ('⺰', '纟'),
    ('⺱', '罓'),
    ('⺲', '罒'),
    ('⺳', '网'),
    ('⺵', '羊'),
    ('⺸', '羋'),
    ('⺹', '耂'),
    ('⺺', '肀'),
    ('⺻', '聿'),
    ('⺼', '肉'),
    ('⺽', '臼'),
    ('⺾', '艹'),
    ('⺿', '艹'),
    ('⻀', '艹'),
    ('⻁', '虎'),
    ('⻂', '衤'),
    ('⻃', '覀'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻈', '讠'),
    ('⻉', '贝'),
    ('⻊', '足'),
    ('⻋', '车'),
    ('⻌', '辶'),
    ('⻍', '辶'),
    ('⻎', '辶'),
    ('⻏', '阝'),
    ('⻐', '钅'),
    ('⻑', '長'),
    ('⻒', '镸'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻖', '阝'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻞', '飠'),
    ('⻟', '飠'),
    ('⻠', '饣'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻫', '斉'),
    ('⻬', '齐'),
    ('⻭', '歯'),
    ('⻮', '齿'),
    ('⻯', '竜'),
    ('⻰', '龙'),
    ('⻱', '龜'),
    ('⻲', '亀'),
    ('⻳', '龟'),
];

/// The ideographs of the Kangxi radicals U+2F00..U+2FD5, in order (their compatibility mappings).
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Traditional characters of the labels that are seen, each before its Simplified form. Only what
/// labels need: values are never converted.
const TRADITIONAL: &str = "來来値值備备億亿內内別别劃划務务區区員员啓启單单執执報报實实審审專专對对屬属強强態态戶户撥拨擬拟數数於于時时會会業业標标權权決决況况減减滿满濟济爲为環环產产當当發发眾众碼码稱称級级結结經经縣县總总績绩續续羣群萬万衆众裏里計计設设評评說说説说請请財财資资質质轉转進进達达遠远選选鎮镇長长門门開开際际響响項项預预額额類类養养餘余體体點点週周";

/// Folds one character that a font map got wrong to the character it stands for.
#[must_use]
pub fn fold_char(c: char) -> char {
    match c {
        '\u{2E80}'..='\u{2EF3}' => RADICALS_SUPPLEMENT.iter().find_map(|&(from, to)| (from == c).then_some(to)).unwrap_or(c),
        '\u{2F00}'..='\u{2FD5}' => {
            let nth = (c as u32).saturating_sub(0x2F00) as usize;
            KANGXI.chars().nth(nth).unwrap_or(c)
        }
        '\u{A0}' | '\u{2007}' | '\u{202F}' => ' ',
        _ => c,
    }
}

fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => return None,
    })
}

/// True where [`fold_text`] would change the character.
fn needs_folding(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FD5}' | '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{FB00}'..='\u{FB04}')
}

/// Folds what a font map got wrong; punctuation, width and blanks stay as printed.
#[must_use]
pub fn fold_text(text: &str) -> String {
    if !text.chars().any(needs_folding) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match ligature(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(fold_char(c)),
        }
    }
    out
}

/// Simplified form of a character that occurs in labels.
fn simplified(c: char) -> char {
    /// One entry for each of the ideographs U+4E00..U+9FFF; labels are folded by the million.
    static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
        let mut table: Vec<char> = ('\u{4E00}'..='\u{9FFF}').collect();
        let mut chars = TRADITIONAL.chars();
        while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
            if let Some(slot) = table.get_mut((from as usize).saturating_sub(0x4E00)) {
                *slot = to;
            }
        }
        table
    });
    match c {
        '\u{4E00}'..='\u{9FFF}' => TABLE.get((c as usize).saturating_sub(0x4E00)).copied().unwrap_or(c),
        _ => c,
    }
}

/// True where the text holds a character that only Traditional Chinese uses.
#[must_use]
pub fn is_traditional(text: &str) -> bool {
    text.chars().any(|c| simplified(c) != c)
}

/// The key under which two spellings of one label are equal: folded, Simplified, half width, lower
/// case, without blanks, colons, asterisks and middle dots.
#[must_use]
pub fn match_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    push_match_key(text, &mut key);
    key
}

fn push_match_key(text: &str, key: &mut String) {
    for c in text.chars() {
        match ligature(c) {
            Some(letters) => key.push_str(letters),
            None => key.extend(match_char(c)),
        }
    }
}

/// One character as [`match_key`] folds it; none for those it drops.
#[must_use]
pub fn match_char(c: char) -> Option<char> {
    if c.is_ascii_alphanumeric() {
        return Some(c.to_ascii_lowercase());
    }
    let c = match fold_char(c) {
        full @ '\u{FF01}'..='\u{FF5E}' => char::from_u32((full as u32).saturating_sub(0xFEE0)).unwrap_or(full),
        '、' => ',',
        other => other,
    };
    let dropped = c.is_whitespace() || matches!(c, '\u{3000}' | ':' | '*' | '·' | '\u{200B}' | '\u{FEFF}');
    if dropped { None } else { Some(simplified(c).to_ascii_lowercase()) }
}

/// True for the characters of Chinese text that take no blank between them.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Width of a text on a character grid: ideographs and full-width forms count two.
#[must_use]
pub fn display_width(text: &str) -> usize {
    text.chars().map(|c| char_width(c) as usize).sum()
}

/// Columns one character takes on a character grid.
#[must_use]
pub fn char_width(c: char) -> u32 {
    if is_wide(c) { 2 } else { 1 }
}

fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{303E}' | '\u{3041}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs() {
        assert_eq!(fold_text("部⻔⾦额⺠⻓"), "部门金额民长");
        assert_eq!(KANGXI.chars().count(), 214);
    }

    #[test]
    fn labels_match_over_width_blanks_and_ligatures() {
        assert_eq!(match_key("预算金额（万元）"), match_key("预算金额 (万元)："));
        assert_eq!(match_key("擬投入的資金（萬元）"), match_key("拟投入的资金(万元)"));
        assert_eq!(match_key("Special ﬁscal\nFunds"), match_key("special fiscal funds"));
    }

    #[test]
    fn values_keep_their_punctuation() {
        assert_eq!(fold_text("≥８０％（场）"), "≥８０％（场）");
    }
}

use super::*;
use crate::articles::{Limits, Options};

fn file<'a>(bytes: &'a [u8], options: &'a Options<'a>) -> ArticleFile<'a> {
    ArticleFile { bytes, name: "a.txt", options }
}

fn decoded(bytes: &[u8]) -> Decoded {
    decode(&file(bytes, &Options::USUAL), &[]).unwrap()
}

/// Checks what bytes decode to, in which encoding and why.
fn check(bytes: &[u8], text: &str, encoding: &str, from: &str) {
    let decoded = decoded(bytes);
    let Encoded { name, from: why } = &decoded.encoded;
    assert_eq!((decoded.text.as_str(), name.as_str(), why.as_str()), (text, encoding, from));
}

#[test]
fn line_ends_and_marks_go_and_nothing_else() {
    let bytes =
        "\u{feff}one\r\ntwo\rthree\n\r\nfour\u{a0}e\u{301}\u{200b}\u{feff}\u{b}\u{85}\u{2028}";
    let text = "one\ntwo\nthree\n\nfour\u{a0}e\u{301}\u{200b}\u{feff}\u{b}\u{85}\u{2028}";
    check(bytes.as_bytes(), text, "UTF-8", "byte order mark");
    check("\u{feff}\u{feff}x".as_bytes(), "x", "UTF-8", "byte order mark");
    check(b"as it is\n", "as it is\n", "UTF-8", "ASCII alone");
}

#[test]
fn a_mark_tells_the_encoding() {
    check("\u{feff}é".as_bytes(), "é", "UTF-8", "byte order mark");
    check(b"\xff\xfeh\0\xe9\0", "hé", "UTF-16LE", "byte order mark");
    check(b"\xfe\xff\0h\0\xe9", "hé", "UTF-16BE", "byte order mark");
    check(b"\xff\xfe\0\0h\0\0\0", "h", "UTF-32LE", "byte order mark");
    check(b"\0\0\xfe\xff\0\0\0h", "h", "UTF-32BE", "byte order mark");
}

#[test]
fn utf16_without_a_mark_is_known_in_every_script() {
    fn check_both(text: &str) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        check(&little, text, "UTF-16LE", "the zero bytes of UTF-16");
        check(&big, text, "UTF-16BE", "the zero bytes of UTF-16");
    }
    check_both("The mayor denies it.\nHe said so.\n");
    check_both("Мэр отрицает обвинения. Он так сказал.\n");
    check_both("市长否认指控。他这样说。\n第二行。\n");
    check_both("ראש העיר מכחיש 👩‍🚀 את הדברים.\n");
    check_both("महापौर ने आरोपों से इनकार किया। उन्होंने यह कहा।\n");
    check_both("นายกเทศมนตรีปฏิเสธข้อกล่าวหา\n");
}

#[test]
fn a_zero_byte_makes_no_utf16_of_utf8() {
    // In pairs, these bytes would be Chinese with a line end.
    let text = "The tide rises. \n\0And falls again, twice a day.\n";
    check(text.as_bytes(), text, "UTF-8", "ASCII alone");
}

#[test]
fn encodings_with_more_than_a_byte_a_letter_are_guessed() {
    let text = "市長は承認していないと述べた。二行目です。";
    for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP] {
        let (bytes, ..) = encoding.encode(text);
        check(&bytes, text, encoding.name(), "guessed from the bytes");
        assert_eq!(decoded(&bytes).warnings, [""; 0]);
    }
}

#[test]
fn encodings_of_western_europe_are_told_apart() {
    fn check(encoding: &'static encoding_rs::Encoding, text: &str) {
        let (bytes, _, has_lost) = encoding.encode(text);
        assert!(!has_lost, "{text}");
        let decoded = decoded(&bytes);
        assert_eq!((decoded.text.as_str(), decoded.encoded.name.as_str()), (text, encoding.name()));
        assert_eq!(decoded.warnings.len(), 1, "few letters leave a doubt: {:?}", decoded.warnings);
    }
    check(encoding_rs::WINDOWS_1252, "“Das Café ist für 5 €”, sagte er… – naïve Größe.");
    check(encoding_rs::ISO_8859_15, "Le chef-d'œuvre à 300 € est là, près du marché.");
    check(encoding_rs::MACINTOSH, "“The café” – it’s naïve, said Señor Nuñez.");
    check(encoding_rs::WINDOWS_1250, "Příliš žluťoučký kůň úpěl ďábelské ódy.");
}

/// Checks that the text is found in each encoding that it is written in, and the doubt shown.
fn check_guessed(text: &str, labels: &[&str]) {
    for label in labels {
        let encoding = Encoding::named(label).unwrap();
        let byte = |c: char| {
            let bytes = (0..=255_u8).map(|byte| (byte, encoding.decode(&[byte]).0));
            bytes
                .into_iter()
                .find(|(_, one)| one.chars().eq([c]))
                .unwrap_or_else(|| panic!("{c}"))
                .0
        };
        let bytes: Vec<u8> = text.chars().map(byte).collect();
        let decoded = decoded(&bytes);
        assert_eq!((decoded.text.as_str(), decoded.encoded.name.as_str()), (text, encoding.name()));
        assert!(decoded.warnings.iter().any(|one| one.contains("is a guess")), "{text}");
    }
}

#[test]
fn words_of_one_language_each_tell_the_encoding() {
    check_guessed(
        "Bürgermeister “Núñez” sagte: ‘Nein’ – 3 000 € … naïve café.\nSecond line, œuvre, Žižek.\n",
        &["windows-1252"],
    );
    check_guessed("The mayor, José Núñez, says it’s £20 in Málaga, not £5.\n", &["windows-1252"]);
    check_guessed("He met Lech Wałęsa and Jiří Novák in Łódź last week.\n", &["windows-1250"]);
    check_guessed(
        "Die Bürger hörten von den Plänen für die Brücke.\n",
        &["windows-1252", "macintosh"],
    );
    check_guessed("Kılıçdaroğlu bugün İstanbul’da basına açıklama yaptı.\n", &["windows-1254"]);
    check_guessed(
        "Vyriausybė priėmė naują biudžetą, pranešė spaudos tarnyba.\n",
        &["windows-1257"],
    );
}

#[test]
fn code_pages_of_dos_are_taken_where_two_letters_say_so() {
    check_guessed("Die Bürger hörten von den Plänen für die Brücke über die Straße.\n", &["cp437"]);
    check_guessed("Ærø og Tårnby får flere både, og prøven er på søndag.\n", &["cp850"]);
    check_guessed("Prezydent Wałęsa mówił o gęstej mgle nad Łodzią i żałował.\n", &["cp852"]);
    check_guessed("┌────────┐\n│ Münster │\n└────────┘\nDie Brücke ist für alle da.\n", &["cp437"]);
    let russian = "Мэр отрицает обвинения. Вторая строка.";
    let (bytes, ..) = encoding_rs::Encoding::for_label(b"cp866").unwrap().encode(russian);
    assert!(decoded(&bytes).encoded.name == "IBM866" || !decoded(&bytes).warnings.is_empty());
    // One sign alone may be anything.
    check(b"It\x92s the Caf\xe9.\n", "It’s the Café.\n", "windows-1252", "guessed from the bytes");
}

#[test]
fn words_of_another_script_within_a_text_stay() {
    fn check(label: &str, words: &str) {
        let text =
            format!("The mayor said “{words}” and left the hall at once, as he had done before.\n");
        let text = text.replace(['“', '”'], "\"").repeat(3);
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, has_lost) = encoding.encode(&text);
        assert!(!has_lost, "{text}");
        assert_eq!(decoded(&bytes).text, text, "{label} as {}", decoded(&bytes).encoded.name);
    }
    check("gbk", "市长否认对他的指控");
    check("big5", "市長否認對他的指控");
    check("shift_jis", "市長は承認していないと述べた");
    check("euc-kr", "시장은 혐의를 부인했다");
    check("windows-1251", "Мэр отрицает обвинения");
    check("koi8-r", "Мэр отрицает обвинения");
    check("windows-1253", "Ο δήμαρχος αρνείται");
    check("windows-1255", "ראש העיר מכחיש");
    check("windows-1256", "ينفي العمدة الاتهامات");
}

#[test]
fn much_text_leaves_no_doubt() {
    let text = "Мэр отрицает обвинения. Вторая строка.";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
    check(&bytes, text, "windows-1251", "guessed from the bytes");
    assert_eq!(decoded(&bytes).warnings, [""; 0]);
}

#[test]
fn what_is_declared_comes_before_guesses_and_after_marks() {
    let declared = |label: &str| [Declared { label: label.to_owned(), from: "meta charset" }];
    let read = |bytes: &[u8], label: &str| {
        let decoded = decode(&file(bytes, &Options::USUAL), &declared(label)).unwrap();
        (decoded.text, decoded.encoded.name, decoded.encoded.from)
    };
    let of =
        |text: &str, name: &str, from: &str| (text.to_owned(), name.to_owned(), from.to_owned());
    assert_eq!(read(b"\xe9", "latin2"), of("é", "ISO-8859-2", "meta charset"));
    assert_eq!(read("é".as_bytes(), "windows-1251"), of("Г©", "windows-1251", "meta charset"));
    let marked = "\u{feff}é".as_bytes();
    assert_eq!(read(marked, "windows-1251"), of("é", "UTF-8", "byte order mark"));
    assert_eq!(read(b"na\xefve caf\xe9", "utf-8").0, "naïve café", "it says so and is not");
    assert_eq!(read("é".as_bytes(), "no-such").1, "UTF-8");
}

#[test]
fn the_analyst_has_the_last_word() {
    let read = |bytes: &[u8], label: &str| {
        let options = Options { encoding: Encoding::named(label), ..Options::USUAL };
        let decoded = decode(&file(bytes, &options), &[]).unwrap();
        assert_eq!(decoded.encoded.from, "chosen");
        decoded.text
    };
    assert_eq!(read("é".as_bytes(), "latin1"), "Ã©");
    assert_eq!(read("\u{feff}é".as_bytes(), "utf-8"), "é");
    assert_eq!(read("\u{feff}é".as_bytes(), "latin1"), "ï»¿Ã©");
    assert_eq!(read(b"\xfe\xff\0h\0i", "utf-16"), "hi", "the mark knows the order");
    assert_eq!(read(b"\0\0\xfe\xff\0\0\0h", "utf-32"), "h");
}

#[test]
fn nothing_is_dropped_in_silence() {
    let decoded = decoded(b"valid \xc3\xa9 then invalid \xe9\xff end\n");
    assert_eq!(decoded.text, "valid é then invalid \u{fffd}\u{fffd} end\n");
    assert_eq!(decoded.encoded.name, "UTF-8");
    assert_eq!(decoded.warnings, ["2 bytes are no text in UTF-8: � stands in their place"]);
    let decoded = self::decoded(b"x\0y\x01zzz\n");
    assert_eq!(decoded.text, "x\0y\u{1}zzz\n");
    assert_eq!(
        decoded.warnings,
        ["2 control characters are kept in the text, though nothing shows them"]
    );
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    fn check(bytes: &[u8], message: &str) {
        let options =
            Options { limits: Limits { file_bytes: 100, ..Limits::USUAL }, ..Options::USUAL };
        let error = decode(&file(bytes, &options), &[]).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert!(!error.hint().is_empty());
    }
    check(b"", "The file holds no words: a.txt");
    check("\u{feff} \n\u{2003}".as_bytes(), "The file holds no words: a.txt");
    check(b"\xef\xbb\xbf", "The file holds no words: a.txt");
    check(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0",
        "The file is a picture, which Postil does not read: a.txt",
    );
    check(
        &[0, 1, 2, 3, 0xff, 0xd8, 0, 9],
        "The file is not text, which Postil does not read: a.txt",
    );
    check(&[b'a'; 101], "The file is too large, 101 bytes of at most 100 bytes: a.txt");
}

#[test]
fn text_of_mainframes_is_refused_by_name() {
    // `Ferry crash injures 14`, and more of the kind.
    let bytes = b"\xc6\x85\x99\x99\xa8\x40\x83\x99\x81\xa2\x88\x40\x89\x95\x91\xa4\
        \x99\x85\xa2\x40\xf1\xf4\x25\x25\xc1\x40\x86\x85\x99\x99\xa8\x40\x88\x89\xa3\x40\
        \x81\x40\x97\x89\x85\x99\x4b\x25";
    let told = decode(&file(bytes, &Options::USUAL), &[]).unwrap_err().to_string();
    assert_eq!(told, "The file is text in EBCDIC, which Postil does not read: a.txt");
    let options = Options { encoding: Encoding::named("windows-1251"), ..Options::USUAL };
    assert!(decode(&file(bytes, &options), &[]).is_ok(), "the analyst has the last word");
    // Words apart by wide spaces on one line look alike.
    for text in ["東京　大阪　京都　神戸　横浜　広島", "ラーメン　うどん　そば　カレー"]
    {
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(text);
        assert!(decode(&file(&bytes, &Options::USUAL), &[]).is_ok(), "{text}");
    }
    for text in ["МэротрицаетобвиненияВтораястрока@@@@", "@мэр@порт@мы@"]
    {
        let (bytes, ..) = encoding_rs::KOI8_R.encode(text);
        assert!(decode(&file(&bytes, &Options::USUAL), &[]).is_ok(), "{text}");
    }
}

#[test]
fn control_characters_beyond_ascii_are_told() {
    let text = "Crews \u{80}leave\u{99}, at\u{85} last";
    let warnings = decoded(text.as_bytes()).warnings;
    let told = "2 control characters are kept in the text, though nothing shows them";
    assert_eq!(warnings, [told]);
    assert_eq!(decoded("\u{80}\u{81} ab".as_bytes()).text, "\u{80}\u{81} ab", "and kept");
}

"""1,000 lines of text that are hard to split into tokens, the same on every run."""

import unicodedata

COUNT = 1000

# Lines that a rule of the tokenizer stands behind, one by one.
SPECIAL = """
|a|.|##|##ing|[UNK]|[CLS] and [SEP] inside|[MASK][PAD]|[cls]|[MASK [SEP]] x|x[SEP]y|[CLS|SEP]|[ UNK ]|[UNK]ing
İstanbul ile Iğdır ırmağı|IĞDIR|STRASSE Straße ẞ|ﬁrst ﬂight ﬀ ﬃ ﬄ ﬅ ﬆ|Ⅷ ⅷ ½ ² ₂ ™ ℃ Å Ω|ＦＵＬＬ　ＷＩＤＴＨ！？１２３|ｶﾞｷﾞｸﾞ|ΌΔΥΣΣΕΥΣ ΟΔΟΣ
naïve café résumé Ångström Łódź đuro øre æon þorn ðat|Việt Nam Tiếng Việt|ǅ ǈ ǋ ǲ|Ǆungla|Ā̆ ẫ ṩ q̣̇ ḍ̇|ạ̈̃́̂b|́start|̈ ̈
漢字かな交じり文|日本語とEnglishの混在|中文，标点。「引号」|한국어 각 갂 힣 ᄀ ᆨ|가나다라|𠀀𪛖𫜴𫝀𫠝𫠠𬺰⼀|㐀䶵鿿豈﫿|ゝヶ々〆|、。〃〄
مَرْحَبًا بِالعَالَم|السّلام عليكم ﷺ ﷽|שָׁלוֹם עֲלֵיכֶם|हिन्दी में क्षत्रिय|বাংলা ভাষা|தமிழ் மொழி|ไทยไม่มีช่องว่าง|ภาษาไทย กำ|မြန်မာ|ខ្មែរ|ລາວ ຳ|བོད་ཡིག
Привет, мир! Ёлка йод|Ђорђе Ћирић|Ω Ω K K|ა ბ Ა Ბ|ꭰ Ꭰ|𐐀𐐨|ⲁⲀ|Ʞʞ Ɥ|Աբգ և
👨‍👩‍👧‍👦 family|👩🏽‍💻🏳️‍🌈🏴󠁧󠁢󠁥󠁮󠁧󠁿|🇩🇪🇯🇵|1️⃣ #️⃣|☺︎ ☺️ ❤️‍🔥|🫠🫡🪿🫨|😀😃|a😀b|😀.😀
a+b=c; x<y>z|$1,000.00|50%|a_b-c.d|it's don't o'clock|"quoted" 'single' `tick`|(){}[]<>|~^|\\|«guillemets» „low“ ‚single‘ – — … ‹›|·•‣※‼⁇|¿Qué? ¡Sí!|£€¥₿¢ ¤
user@example.org|https://example.org/?q=a&b=c#d|C:\\temp\\file.txt|3.14159|1e-10|0xFF|+49 (0)30 123456|2024-02-29T23:59:60Z|#hashtag|@mention|a/b|A.B.C.|...|!!!|?!
""".replace("\n", "|").split("|")

# The same with characters that would be invisible here, or that end a line.
INVISIBLE = (
    "a\tb|a\nb|a\r\nb|\t\n\r|a\x0bb|a\x0cb|a\x00b|\x00|a\x01\x1f\x7fb|a\x80\x85\x9fb|a\xa0b|a\xadb|a\u1680b|a\u180eb|a\u2000b\u2003c"
    "|a\u200bb|a\u200cb|a\u200db|a\u200eb\u200f|a\u2028b|a\u2029b|a\u202ab\u202ec|a\u202fb|a\u205fb|a\u2060b|a\u2066b\u2069|a\u3000b"
    "|\ufeffa|a\ufeffb|a\ufffdb|\ufffd|a\ufffeb\uffffc|a\U0001ffffb|a\ue000b|a\U000f0000b\U0010ffffc|a\ufe0fb|a\u034fb|a\u061cb"
    "|a\u0600b|a\u06ddb|a\u070fb|a\u08e2b|a\U000110bdb|a\U000110cdb|a\U0001bca0b|a\U0001d173b|a\U000e0001b|a\U000e0061b|a\u00adb"
    "|a\u037eb|a\u1fefb|a\u2126b|a\u212ab|a\u212bb|a\ufb1db|a\U0002f800b|a\u0958b|a\u09dcb|a\u0344b|a\u0340\u0341b|a\u0f73b|a\U0001d15eb"
    "|a\u166db|a\u1734b|a\u1885b\u1886|a\ua9bdb|a\U000111c9b|a\U0001171eb|a\U00011938b|a\u0345\u0323b|\u0323\u0345|a\u0378b|a\U0001fb00b"
    "|a\u1dfbb\u1df9c|a\u2e52b|a\u2e5d|a\U00011f43|a\u0897b|a\u302e\u302ab|\U00010d69\u0301|\U00011834\U0001e94a\u1dfb\u302e|a \u0301 b"
).split("|")

# Blocks that words of the random lines are made of, several scripts and kinds of marks and signs each.
BLOCKS = [
    (0x20, 0x7E), (0x41, 0x5A), (0x61, 0x7A), (0x00, 0xFF), (0xC0, 0x17F), (0x180, 0x24F), (0x250, 0x2FF), (0x300, 0x36F),
    (0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x58F), (0x591, 0x5F4), (0x600, 0x6FF), (0x700, 0x74F), (0x8A0, 0x8FF),
    (0x900, 0x97F), (0x980, 0x9FF), (0xB80, 0xBFF), (0xC00, 0xCFF), (0xD80, 0xDFF), (0xE01, 0xE5B), (0xE81, 0xEDF),
    (0xF00, 0xFDA), (0x1000, 0x109F), (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x13A0, 0x13FD), (0x1680, 0x1734), (0x1780, 0x17F9),
    (0x1800, 0x18AA), (0x1AB0, 0x1AEB), (0x1B00, 0x1B7F), (0x1D00, 0x1DFF), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2000, 0x206F),
    (0x2070, 0x218B), (0x2190, 0x23FF), (0x2460, 0x27BF), (0x2C00, 0x2CFF), (0x2DE0, 0x2E5D), (0x2E80, 0x303F), (0x3041, 0x30FF),
    (0x3131, 0x318E), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA640, 0xA6F7), (0xA720, 0xA7FF), (0xA800, 0xABFF), (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF), (0xFB00, 0xFB4F), (0xFE00, 0xFE6F), (0xFF01, 0xFFEF), (0x10400, 0x1044F), (0x10A00, 0x10AF6),
    (0x11000, 0x1123E), (0x11400, 0x116B9), (0x118A0, 0x11A9F), (0x16E40, 0x16E9A), (0x1D100, 0x1D1FF), (0x1D400, 0x1D7FF),
    (0x1E900, 0x1E95F), (0x1F1E6, 0x1F1FF), (0x1F300, 0x1F64F), (0x1F680, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x2CEAF),
    (0x2F800, 0x2FA1D), (0xE0020, 0xE01EF),
]  # fmt: skip
GLUE = [" "] * 6 + ["", "", ", ", ". ", "-", "'", "\u200d", "\u0301", "\ufe0f", "\u00a0", "\t", "  "]


class Draws:
    """Numbers of a linear congruential generator (Knuth's MMIX constants): the same in every release of Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def of(self, values):
        return values[self.below(len(values))]


def word_of_block(draws):
    first, last = draws.of(BLOCKS)
    return "".join(chr(first + draws.below(last - first + 1)) for _ in range(1 + draws.below(6)))


def word_of_vocabulary(draws, vocabulary):
    """Pieces of the vocabulary joined, in any case, composed or decomposed, with a mark now and then."""
    word = "".join(draws.of(vocabulary).removeprefix("##") for _ in range(1 + draws.below(3)))
    word = draws.of([str, str, str.upper, str.title])(word)
    if draws.below(4) == 0:
        at = draws.below(len(word) + 1)
        word = word[:at] + chr(0x300 + draws.below(0x70)) + word[at:]
    return unicodedata.normalize(draws.of(["NFC", "NFD"]), word)


def joined(draws, count, word):
    return "".join(word() + draws.of(GLUE) for _ in range(count))


def lines(vocabulary):
    """The lines, given the pieces of the vocabulary."""
    draws = Draws(20)
    result = SPECIAL + INVISIBLE
    result += [joined(draws, 1 + draws.below(8), lambda: word_of_vocabulary(draws, vocabulary)) for _ in range(280)]
    # Words around the length of 100, beyond which a word is unknown; marks that are stripped do not count.
    result += [draws.of(["a", "ab", "x\u0301", "ß", "é", "한", "😀"]) * (90 + draws.below(20)) for _ in range(30)]
    # Lines around the length of 256 tokens, beyond which they are cut.
    result += [" ".join(draws.of(["a", "b.", "the", "😀"]) for _ in range(200 + draws.below(100))) for _ in range(10)]
    mixed = lambda: draws.of([word_of_block, lambda d: word_of_vocabulary(d, vocabulary)])(draws)
    result += [joined(draws, 2 + draws.below(5), mixed) for _ in range(150)]
    result += [joined(draws, 1 + draws.below(7), lambda: word_of_block(draws)) for _ in range(COUNT - len(result))]
    assert len(result) == COUNT
    return result

// Letters of other scripts that are drawn like Latin ones, and decorated alphabets that normalisation leaves alone.
const CYRILLIC = 'аaвbеeёeкkмmнhоoрpсcтtуyхxіiїiјjѕsԁdԛqԝwһhӏlгrьbззпnүyғfҽeӓaӕa'
const GREEK = 'αaβbεeηnιiκkνvοoρpτtυuχxγyωwσoζzϲcϳj'
const ARMENIAN = 'օoսuոnհhցgզqւiոnյjքpօoաwքf'
const SMALL_CAPITALS = 'ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpꞯqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz'
const TURNED = 'ɐaɔcǝeɟfƃgɥhᴉiɾjʞkɯmɹrʇtʌvʍwʎy'
const STROKES = 'ıiøołlđdħhŧtƚlɡgɑaəeɩiɵoʋvßsþpðdƒfʃsĸkɘeƭtʈtƈcɕcƙkɱmɲnŋnɳnƥpɍrɽrʂsʐzƶzɓbɖdɗdɠgɦhɨiʝjɭlɫlʉuƴyƅb'
const CHEROKEE = 'ꭺaꮃwꭱeꭲtꮋhꮯcꮲpꮪsꭰdꮇmꮤwꮮlꮶkꮐgꭹyꮩvꮓzꭻj'
/** Syllables of Canada, drawn as letters by programs that decorate names. */
const SYLLABLES = 'ᗩaᗷbᑕcᗪdᗴeᖴfᕼhᒍjᒪlᗰmᑎnᑭpᑫqᖇrᔕsᑌuᐯvᗯw᙭xᘔzᑯdᑲb'

function pairs(text: string): [string, string][] {
  const letters = [...text]
  return Array.from({ length: Math.floor(letters.length / 2) }, (_, at) => [
    letters[at * 2] ?? '',
    letters[at * 2 + 1] ?? '',
  ])
}

/** Braille cells of the letters a to z, as dots patterns above U+2800. */
const BRAILLE = [1, 3, 9, 25, 17, 11, 27, 19, 10, 26, 5, 7, 13, 29, 21, 15, 31, 23, 14, 30, 37, 39, 58, 45, 61, 53]

function alphabet(first: number): [string, string][] {
  return Array.from({ length: 26 }, (_, at) => [String.fromCodePoint(first + at), String.fromCharCode(97 + at)])
}

/** One letter to the Latin letter it looks like. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ...pairs(CYRILLIC + GREEK + ARMENIAN + SMALL_CAPITALS + TURNED + STROKES + CHEROKEE + SYLLABLES).filter(
    ([from, to]) => from !== to,
  ),
  // Regional indicators, and white letters in circles and squares, which NFKC keeps.
  ...alphabet(0x1f1e6),
  ...alphabet(0x1f150),
  ...alphabet(0x1f170),
  ...alphabet(0x1f130),
  ...BRAILLE.map((dots, at): [string, string] => [String.fromCodePoint(0x2800 + dots), String.fromCharCode(97 + at)]),
  ['\u2019', "'"],
  ['\u2018', "'"],
  ['\u02bc', "'"],
  ['`', "'"],
])

import type { Concept } from './concept.ts'
import { fold } from './fold.ts'
import type { Form } from './form.ts'

/** Letters of other scripts as the folded text has them; the marks of the pattern stay as they are. */
const form = (concept: Concept, source: string): Form => ({
  concept,
  form: new RegExp(source.replace(/[^\x00-\x7f]+/g, fold), 'g'),
})

/**
 * What `forms.ts` knows of English, in other languages: the instructions of the reader, named by how the reader came by them,
 * and the demand to heed one text alone.
 */
export const FORMS_OF_LANGUAGES: readonly Form[] = [
  // German
  form(
    'own-rule',
    '\\b(?:anweisungen|regeln|vorgaben|texte?|instruktionen|hinweise|befehle),? (?:die|den|welche) (?:du|dir|sie|ihnen|man dir) (?:[a-z]{2,12} ){0,4}(?:bekommen|erhalten|gegeben|hast|wurden|kennst|befolgst)',
  ),
  form(
    'own-rule',
    '\\b(?:was|alles,? was|wie|worum) (?:man|sie|andere|dein[a-z]{0,2}(?: [a-z]{3,14})?) (?:dir|ihnen|dich) (?:[a-z]{2,12} ){0,3}(?:gesagt|aufgetragen|gegeben|beigebracht|vorgegeben|gebeten|befohlen|geschrieben|eingetrichtert)',
  ),
  form(
    'own-rule',
    '\\b(?:dein|deine|deinen|deiner|ihre|ihren)(?: [a-z]{3,14})? (?:anfangstext|startprompt|auftrag|systemtext|grundregeln|leitlinien|programmierung|sperren|schranken|filter|systemvorgaben|grundeinstellungen)',
  ),
  form(
    'heed',
    '\\b(?:gehorche?|gehorchst|folge?|folgst|horst?|hor|befolge?)(?: (?:ab jetzt|ab sofort|von nun an|jetzt|nun|bitte))? (?:nur|ausschliesslich|einzig|allein)(?: noch)? ',
  ),
  // French
  form(
    'own-rule',
    "\\b(?:instructions|consignes|regles|directives|textes?|ordres|messages?) (?:que |qu')(?:tu as|vous avez|on t'a|on vous a|t'ont|il t'a|tu suis)",
  ),
  form(
    'own-rule',
    "\\b(?:tout )?ce qu(?:e|'on|'ils?|i)? ?(?:(?:tes|ton|ta|vos|les) [a-z]{3,16} )?(?:t'(?:a|ont|avait|ait|est)|te|vous (?:a|ont|avait)|(?:tes|ton|ta|vos|votre) [a-z]{3,16} (?:a|ont|avait|avaient)) (?:ete )?(?:[a-z]{2,10} )?(?:dit|demande|ordonne|appris|confie|impose|explique|ecrit|fixe|defini)",
  ),
  form(
    'heed',
    "\\b(?:obeis|obeissez|suis|suivez|ecoute|ecoutez|respecte)[a-z]{0,3} (?:uniquement|seulement|exclusivement)|\\bn'(?:obeis|obeissez|ecoute|ecoutez|execute)[a-z]{0,3} (?:plus )?(?:qu'|que )",
  ),
  // Spanish
  form(
    'own-rule',
    '\\b(?:instrucciones|reglas|indicaciones|ordenes|textos?|mensajes?|normas) que (?:te |le |has |habias |ya )?(?:recibi|dieron|dio|han dado|impusieron|pusieron|sigues|tienes)',
  ),
  form(
    'own-rule',
    '\\b(?:todo )?lo que (?:te|le) (?:[a-z]{2,12} ){0,2}(?:dijeron|han dicho|ordenaron|indicaron|dijo|pidieron|pidio|mandaron|ensenaron|explicaron)',
  ),
  form(
    'heed',
    '\\b(?:obedece|obedeces|obedecer|obedezcas|sigue|sigues|escucha|haz caso)(?:s|n)?(?: a| de)? (?:unicamente|solo|solamente|exclusivamente)|\\b(?:unicamente|solo|solamente) (?:obedece|sigue|haz lo que)',
  ),
  // Italian, Portuguese
  form(
    'own-rule',
    '\\b(?:istruzioni|regole|indicazioni|ordini|messaggi) che (?:hai|ti|avevi|segui)|\\b(?:tutto )?(?:quello|cio|quanto)(?: che)? ti (?:hanno|e stato|era stato|aveva)(?: [a-z]{2,12}){0,2} (?:detto|ordinato|chiesto|insegnato|imposto)',
  ),
  form('heed', '\\b(?:obbedisci|obbedirai|segui|seguirai|ascolta|esegui) (?:solo|soltanto|unicamente|esclusivamente)'),
  form(
    'own-rule',
    '\\b(?:instrucoes|regras|orientacoes|ordens|mensagens) que (?:recebeu|voce|lhe|te|foram|tens)|\\b(?:tudo )?o que (?:lhe|te|voce) (?:[a-z]{2,12} )?(?:disseram|foi dito|mandaram|pediram|ensinaram|ouviu)',
  ),
  form('heed', '\\b(?:obedeca|obedece|siga|segue|ouca) (?:apenas|somente|unicamente|so|exclusivamente)'),
  // Dutch, Polish, Turkish
  form(
    'own-rule',
    '\\b(?:instructies|regels|opdrachten|berichten) die (?:je|jij|u|jou) |\\b(?:alles )?wat (?:je|jou|ze je|men je) (?:[a-z]{2,12} ){0,3}(?:verteld|opgedragen|gezegd|geleerd|gevraagd)',
  ),
  form('heed', '\\b(?:gehoorzaam|volg|luister)(?: voortaan| vanaf nu)? (?:alleen|uitsluitend|enkel)'),
  form(
    'own-rule',
    '\\bco ci (?:[a-z]{2,14} ){0,2}(?:powiedzian|kazan|mowion|polecon|nakazan)|\\b(?:instrukcje|zasady|polecenia),? ktore (?:otrzymales|dostales|ci)',
  ),
  form('heed', '\\b(?:sluchaj|wykonuj|postepuj)(?: sie)? (?:tylko|wylacznie|jedynie)'),
  form(
    'own-rule',
    '\\bsana (?:[a-z]{2,10} ){0,3}(?:soylenen|verilen|ogretilen|anlatilan)|\\baldigin (?:ilk |tum |butun )?(?:talimat|mesaj|kural)',
  ),
  form('heed', '\\b(?:sadece|yalnizca) (?:[a-z]{2,14} ){1,3}(?:uy|itaat|dinle)'),
  // Russian, Ukrainian
  form(
    'own-rule',
    '(?:что|чему) (?:тебе|тебя|вам) (?:[^ .,!?]{2,12} ){0,3}(?:говорили|сказали|велели|приказали|поручили|написали|учили|просили|задали)|(?:инструкции|правила|указания|сообщения),? (?:которые|что) (?:ты|тебе|вы|вам)|(?:тво[^ ]{1,3}|сво[^ ]{1,3}) (?:[^ .,!?]{3,14} )?(?:начальн|исходн|первоначальн|скрыт|внутренн|систем)[^ ]{1,6} (?:промпт|инструкци|сообщени|указани|настройк)',
  ),
  form(
    'heed',
    '(?:слушайся|подчиняйся|следуй|выполняй|слушай|подчиняешься|слушаешься) (?:только|лишь|исключительно)|(?:только|исключительно) (?:слушайся|подчиняйся|следуй|выполняй)',
  ),
  form('own-rule', '(?:що|чого) тобі (?:[^ .,!?]{2,12} ){0,3}(?:казали|сказали|наказали|доручили)'),
  // Chinese
  form(
    'own-rule',
    '你(?:最初|最开始|最開始|一开始|一開始|之前|先前|开头|此前)?(?:所)?(?:收到|得到|接收|接到|被给|被告知|被赋予|被设定)(?:到)?的?(?:全部|所有|一切|第一条|那些)?(?:提示|指令|指示|内容|內容|文字|规则|規則|消息|设定|設定|要求)|(?:最初|最开始|最開始|一开始|开头)(?:给你|給你|收到|写)的?(?:全部|所有)?(?:提示|指令|指示|内容|文字|规则|消息|设定)|给你的(?:全部|所有|初始)?(?:提示|指令|指示|规则|设定)|(?:别人|他们|开发者|開發者|主人|公司|厂商)(?:之前|以前)?(?:告诉|告訴|交代|吩咐|要求|命令)你',
  ),
  form(
    'heed',
    '(?:只|仅|僅|唯)(?:需|要|能|可以)?(?:听|聽|服从|服從|遵循|遵守|按照|相信)(?:从|從)?(?:这|這|本|我|以下|下面)',
  ),
  // Japanese, Korean
  form(
    'own-rule',
    '(?:最初|初め|はじめ|以前|これまで|開始時|事前)(?:に|の)(?:あなたが|あなたに)?(?:受け取った|与えられた|言われた|渡された|設定された|教えられた)?(?:プロンプト|指示|命令|システム文|規則)|あなたが(?:受け取った|守っている|従っている)|あなたに(?:与えられた|課された|設定された)|(?:受け取った|与えられた|課された)(?:指示|命令|ルール|制限|プロンプト|規則)',
  ),
  form(
    'heed',
    '(?:この|本|以下の|次の)(?:文書|文章|ページ|メッセージ|メール|指示|テキスト|コメント)(?:に)?(?:だけ|のみ)(?:に)?(?:従|を実行|を信)|(?:だけ|のみ)に(?:従え|従ってください|従うこと|服従)',
  ),
  form(
    'own-rule',
    '(?:처음|이전에|지금까지|앞서|원래)(?:에)? ?(?:받은|들은|주어진|설정된) ?(?:모든 )?(?:지시|명령|프롬프트|메시지|내용|규칙)|(?:너|당신|네)에게 (?:주어진|내려진)|네가 (?:받은|따르는)',
  ),
  form('heed', '(?:이|다음|아래|내) ?(?:문서|글|페이지|메시지|메일|지시|말)(?:에)?만 (?:따르|따라|복종|들어|믿)'),
  // Arabic, Hindi
  form(
    'own-rule',
    'ما (?:قيل|طلب|قاله|طلبه) ?(?:لك|منك)|(?:التعليمات|القواعد|الأوامر) التي (?:تلقيتها|أعطيت|تلقيت|وضعت)',
  ),
  form('own-rule', 'जो (?:कुछ )?(?:तुम्हें|आपको|तुमसे|आपसे) (?:[^ ]{2,10} ){0,3}(?:बताया|कहा|सिखाया|दिया)'),

  // The prompt itself, asked for in so many words.
  form(
    'probe',
    '\\b(?:dein|deine|deinen|deiner|deines|ihr|ihren) (?:[a-z]{3,14} )?(?:system-?prompt|systemanweisung|systemnachricht|startprompt)',
  ),
  form(
    'probe',
    '\\b(?:ton|votre|tes|vos) (?:[a-z]{3,12} )?(?:prompt|message systeme|invite systeme|instructions (?:exactes|initiales|cachees|de depart|systeme))',
  ),
  form(
    'probe',
    '\\b(?:tu|tus|su|sus) (?:[a-z]{3,12} )?(?:prompt|mensaje de sistema|instrucciones (?:exactas|iniciales|ocultas|del sistema|originales|completas))',
  ),
  form(
    'probe',
    '\\b(?:tuo|tuoi|tue|seu|sua|suas|je|jouw|twoj|twoje) (?:[a-z]{3,12} )?(?:prompt|systeemprompt|istruzioni (?:esatte|iniziali|nascoste)|instrucoes (?:exatas|iniciais|ocultas))',
  ),
  form(
    'probe',
    '(?:тво[^ ]{1,2}|у тебя|ваш) (?:[^ ]{3,14} )?(?:промпт|системн[^ ]{2,3} (?:промпт|сообщени|инструкци))',
  ),
  form(
    'probe',
    '(?:你|您)的(?:[^。，,]{0,4})?(?:系统提示|系統提示|提示词|提示詞|初始指令|系统消息|系统指令)|(?:あなた|君)の(?:[^。、]{0,4})?(?:システムプロンプト|システムメッセージ|初期プロンプト)|システムプロンプトの(?:内容|全文)|(?:너|당신|네)의 ?(?:시스템 프롬프트|초기 지시|시스템 메시지)',
  ),
  // What was said before, and whom to heed now.
  form(
    'own-rule',
    "\\balles,? was (?:bisher|vorher|oben|fruher|zuvor|davor)|\\bce qui (?:t'a|vous a|a ete) (?:ete )?(?:dit|ecrit|demande|ordonne)|\\blo (?:dicho|escrito|anterior)(?: antes| arriba)|(?:сказано|написано|было) (?:тебе )?(?:выше|раньше|до этого)",
  ),
  form(
    'heed',
    '\\bobeis(?:sez)? a (?:ce|cette|moi|mes)|\\bhaz (?:lo que|caso a lo que) (?:dice|dicen|diga|ordena|ordeno|te diga)|\\b(?:du tust|tu|mach|mache) (?:ab jetzt )?nur (?:noch )?,? ?was (?:ich|hier|diese)|(?:выполняй|слушай|исполняй) (?:мои|мою|меня|эти|этот|это)|(?:現在由我|现在由我|听我的|聽我的|按我说的|照我说的)|私の(?:命令|言うこと|指示)(?:だけ|のみ)?(?:を聞|に従)|(?:fai|faz|faca|doe|rob|zrob) (?:quello|cio|o|wat|to) (?:che|que|co) (?:dice|dico|diz|digo|ik|deze|mowi|mowie)',
  ),
  // "Tu n'as plus aucune restriction": the reader is said to be free.
  form('freed', "\\btu n'as (?:plus |pas )?(?:aucune?|de|d') ?(?:restriction|regle|limite|filtre|consigne|contrainte)"),
  form(
    'freed',
    '\\bno tienes (?:ya )?(?:ninguna |ningun |mas )?(?:restric|regla|limit|filtro|norma)|\\bnon hai (?:piu )?(?:alcuna |alcun |nessuna |nessun )?(?:restriz|regol|limit|filtr|vincol)|\\b(?:voce )?nao tem (?:mais )?(?:nenhuma |nenhum )?(?:restric|regra|limit|filtro)',
  ),
  form(
    'freed',
    '\\bdu (?:hast|kennst) (?:[a-z]{2,8} ){0,2}(?:keine|keinerlei) (?:regeln|einschrank|grenzen|vorschriften|filter|vorgaben|beschrank|schranken)|\\bje hebt (?:geen|niet langer) (?:regels|beperk|grenzen|filters)',
  ),
  form(
    'freed',
    '(?:у тебя|у вас) (?:больше |теперь )?нет (?:никаких |больше )?(?:правил|ограничен|фильтр|запрет)|你(?:现在|現在|已经|已經)?(?:没有|沒有|不受|不再有|不再受)(?:任何)?(?:限制|规则|規則|约束|約束|规定)|あなたに(?:は)?(?:もう)?(?:制限|ルール|制約)は(?:ない|ありません|存在しません)|(?:너|당신)에게는? (?:더 이상 )?(?:제한|규칙)이 없',
  ),
]

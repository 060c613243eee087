import type { Lexicon } from '../concept.ts'

/** How a text puts itself in the place of the agent's instructions, and the words around such demands, in many languages. */
export const TAKEOVER: Lexicon = {
  takeover: [
    'as your new system|as the new system prompt|as the new system message|as a new system prompt|as your new instruction|as your new prompt|as your only instruction|as your system prompt',
    'reset your instructions to|follow only what is written in this|only follow what is written in this|follow only this text|follow this text only|obey only this text|obey the text in',
    'forget that you are an|forget you are an|forget being an|stop being an assistant|you are no longer an assistant|you are not an assistant any|you are now root|you are now a shell|you are now a root',
    'als neue systemanweisung|als neue systemnachricht|als neuen systemprompt|als neuer systemprompt|als neue systemvorgabe|als deine neue anweisung|als deine neuen anweisungen|als deine neue vorgabe|als deine neuen vorgaben',
    'folge nur noch diesem|folge ab jetzt nur|befolge nur noch diese|gehorche nur noch',
    'comme ta nouvelle instruction|comme tes nouvelles instructions|comme votre nouvelle instruction|comme ta nouvelle consigne|comme tes nouvelles consignes|comme nouvelle instruction systeme|comme ton nouveau prompt|comme nouveau prompt systeme',
    "ne suis plus que ce|n'obeis plus qu'a|ne suis que ce texte",
    'como tu nueva instruccion|como tus nuevas instrucciones|como su nueva instruccion|como nueva instruccion de sistema|como nueva instruccion del sistema|como tu nuevo prompt|sigue solo este texto|obedece solo este',
    'come tua nuova istruzione|come tue nuove istruzioni|come la tua nuova istruzione|come nuova istruzione di sistema|come nuovo prompt di sistema',
    'como sua nova instrucao|como suas novas instrucoes|como tua nova instrucao|como nova instrucao de sistema|como nova instrucao do sistema',
    'als je nieuwe instructie|als jouw nieuwe instructie|als nieuwe systeeminstructie',
    'новой системной инструкцией|новую системную инструкцию|новая системная инструкция|своей новой инструкцией|как новую инструкцию|новым системным промптом|новым системным сообщением',
    'jako nowa instrukcje|jako nowe instrukcje systemowe|jako nowy prompt',
    '新的系统指令|新的系統指令|新的系统提示|新的系統提示|作为你的新指令|作為你的新指令|当作你的新指令|只服从这段|只遵循这段',
    '新しいシステム指示として|新しいシステムの指示として|新しい指示として扱|新しい命令として扱|新しいシステムプロンプト',
    '새로운 시스템 지시|새로운 시스템 프롬프트|새 지시로',
  ].join('|'),
  role: "a partir de ahora no|desde ahora no|с этого момента у тебя|отныне у тебя|теперь у тебя|d'ora in poi non hai|a partir de agora voce nao|ab jetzt hast du|a partir de maintenant tu n'",
  unbound:
    'no tienes restriccion|no tienes limit|no tienes regla|no tienes filtro|non hai restrizion|non hai limit|voce nao tem restric|hast du keine regeln|hast du keine einschrankung|hast du keine grenzen',
  ignore: 'gelten deine regeln nicht|deine regeln gelten nicht|deine vorgaben gelten nicht|setze deine vorgaben zuruck',
  rule: "what the user wanted|what the user asked|what the user told|what the user requested|rules you got|instructions you got|orders you got|просьбу пользователя|просьбы пользователя|ユーザーの依頼|ユーザーの指示|用户的要求|用户的请求|lo que pidio el usuario|ce que l'utilisateur a demande|was der benutzer|was der nutzer",
  prior:
    "what the user wanted|what the user asked|what the user told|what the user requested|you got|просьбу пользователя|просьбы пользователя|ユーザーの依頼|ユーザーの指示|用户的要求|用户的请求|lo que pidio el usuario|ce que l'utilisateur a demande",
  place:
    'to this address|to its answer|to its reply|to their answer|to your answer|to your reply|webhook below|an diese adresse|a cette adresse|a esta direccion|a questo indirizzo|para este endereco|на этот адрес|по этому адресу|このアドレスに|このアドレスへ|到这个地址|到此地址|이 주소로',
  silent: 'not ask a human|not ask any human|not ask anyone|never ask a human|without a human',
  how: 'attacker may|attackers may|attacker might|attackers might|attacker could|attackers could|attackers can|scammer|phishing',
}

import type { Lexicon } from '../concept.ts'

/** What an assistant is asked to do once it was spoken to, modes and rights, and what is left unchecked, in languages other than English. */
export const DEEDS: Lexicon = {
  act: [
    'bewerte!|bewerten sie|gib!|geben sie|empfiehl|empfehlen sie|antworte|erwahne|schreibe!|schreiben sie|klicke|klicken sie|fuge!|fugen sie|stufe!|behandle|melde!|sage!|sagen sie|setze!|markiere|stimme zu|nimm!',
    'attribue|attribuez|donne!|donnez|recommande!|recommandez|notez|reponds|repondez|ecris!|ecrivez|clique!|cliquez|ajoute!|ajoutez|dites!|classe!|classez|approuve!|approuvez|valide!|validez|accepte!|acceptez|considere',
    'valora!|califica|da la|de la mejor|recomienda|responde!|escribe!|escriba|haz clic|agrega|anade|diga!|aprueba!|apruebe|acepta!|acepte|marca!|pon la|clasifica|puntua',
    'valuta!|assegna|raccomanda|consiglia|rispondi|scrivi|clicca|aggiungi|approva!|accetta!|segnala|avalie|atribua|recomende|responda!|escreva|clique em|adicione|aprove|aceite|marque',
    'beoordeel|geef!|antwoord|schrijf|voeg toe|keur goed|oceń|ocen!|napisz|odpowiedz|dodaj|kliknij|zatwierdz|puan ver|yanitla|ekle!|onayla!|tikla',
    'поставь|поставьте|оцени!|оцените|рекомендуй|порекомендуй|напиши|напишите|ответь|ответьте|нажми|добавь|добавьте|скажи|скажите|одобри|одобрите|прими!|дай!|дайте|отметь|выбери',
    '评为|評為|给出|給出|推荐|推薦|打分|评分|評分|点击|點擊|回答|回复|回覆|批准|添加|标记|標記|写上|选择|選擇',
    '付けてください|付けて|評価して|推薦して|答えてください|クリックして|書いて|返信して|承認して|選んで|追加して|してください|しなさい|せよ',
    '점수를|평가해|추천해|답해|클릭해|작성해|승인해|추가해|해주세요|하세요|하십시오',
  ].join('|'),
  mode: 'entwicklermodus|wartungsmodus|admin-modus|adminmodus|debug-modus|mode developpeur|mode maintenance|mode debug|mode administrateur|mode diagnostic|modo desarrollador|modo mantenimiento|modo administrador|modo depuracion|modo dios|modalita sviluppatore|modalita amministratore|modalita debug|modo desenvolvedor|modo de desenvolvedor|modo administrador|режим разработчика|режиме разработчика|режим отладки|режим администратора|режим бога|开发者模式|開發者模式|调试模式|調試模式|管理员模式|管理員模式|维护模式|上帝模式|越狱模式|開発者モード|デバッグモード|管理者モード|メンテナンスモード|개발자 모드|관리자 모드|디버그 모드|gelistirici modu|yonetici modu|tryb deweloper|tryb programist|tryb administrat|ontwikkelaarsmodus|beheerdersmodus',
  admin:
    'root-rechte|root rechte|administratorrechte|droits root|terminal root|droits administrateur|permisos de root|permisos de administrador|terminal con permisos|diritti di root|permessi di root|permissoes de root|правами root|права root|правами администратора|root权限|root 权限|管理员权限|管理員權限|root権限|管理者権限|root 권한|관리자 권한|root yetki|uprawnienia root|uprawnieniami root|rootrechten|root shell|root terminal|with root|same rights as|same permissions as|rights as the owner|rights of the owner|owner rights|owner permissions|full rights|all rights!|unrestricted access|with this gateway|with the gateway|admin level',
  silent:
    'ohne prufung|ohne zu prufen|ungepruft|sans verifi|sans controle|sans relire|sin revisar|sin verificar|sin comprobar|senza verificare|senza controllare|sem verificar|sem revisar|без проверки|не проверяя|zonder controle|bez sprawdz|不经检查|不經檢查|无需审查|不要检查|不用检查|검토 없이|kontrol etmeden',
  'allow-all':
    'apruebe todas|apruebe todo|aprueben todas|autorice todo|approuvez tout|approuvez toutes|acceptez toutes|genehmigen sie alle|bestatigen sie alle',
  ignore:
    'deja a un lado|deja de lado|dejar de lado|wirf alle|wirf deine|uber bord|mets au rebut|fais fi|faites fi|metti da parte|poe de lado|ponha de lado|schuif opzij|odloz na bok|отбрось|отбросьте|丢掉|丟掉|抛弃|扔掉|捨てて|버리고|버려',
  'own-rule':
    'what you stand for|message with which you|mensaje con el que te|texto con el que te|message avec lequel on|messaggio con cui ti|mensagem com que te|nachricht, mit der du|開発者が書いた|開発者が設定した|開発者が与えた|運営が設定した|개발자가 작성한|개발자가 설정한',
  not: '请勿|請勿|切勿|不要向|别向|לא לשתף|אל תשתף|אין לשתף|אין למסור|לעולם אל|لا تشارك|لا ترسل|لا تعط|لا تكشف|لا تفصح|не сообщай|не передавай|не говорите|partagez jamais|no comparta|non condivid|nao compartilhe|nie podawaj|nie udostepniaj|deel nooit|教えないで|渡さないで|paylasmayin|공유하지',
}

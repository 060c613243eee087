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
    'als besitzer|als eigentumer|als inhaber|als admin|zum admin|zum besitzer|freigabeliste|erlaubnisliste|comme proprietaire|comme admin|liste blanche|como dueno|como propietario|como administrador|lista blanca|lista de permitidos|come amministratore|como proprietario|владельцем|администратором|в белый список|管理员名单|为管理员|為管理員|白名单|所有者リスト|管理者に|ホワイトリスト|관리자로|소유자로|root-rechte|root rechte|administratorrechte|droits root|terminal root|droits administrateur|permisos de root|permisos de administrador|terminal con permisos|diritti di root|permessi di root|permissoes de root|правами root|права root|правами администратора|root权限|root 权限|管理员权限|管理員權限|root権限|管理者権限|root 권한|관리자 권한|root yetki|uprawnienia root|uprawnieniami root|rootrechten|root shell|root terminal|with root|same rights as|same permissions as|rights as the owner|rights of the owner|owner rights|owner permissions|full rights|all rights!|unrestricted access|with this gateway|with the gateway|admin level',
  silent:
    "abzuwarten|ohne abwarten|ohne zu warten|sans attendre|n'attends pas|n'attendez pas|sin esperar|no esperes|no espere|senza attendere|senza aspettare|sem esperar|nao espere|zonder te wachten|wacht niet op|bez czekania|nie czekaj|не дожидаясь|не жди|без ожидания|不用等|无需等待|不必等|無需等待|待たずに|待たないで|基다리지|기다리지 말고|기다리지 않고|beklemeden|khong cho doi|tanpa menunggu|دون انتظار|ohne jemanden|ohne irgendwen|sans rien verifier|sans rien controler|sans personne|sin que nadie|no lo comentes|no lo cuentes|no comentes|no cuentes|non lo dire|nao conte|气づかれない|気づかれない|ohne prufung|ohne zu prufen|ungepruft|sans verifi|sans controle|sans relire|sin revisar|sin verificar|sin comprobar|senza verificare|senza controllare|sem verificar|sem revisar|без проверки|не проверяя|zonder controle|bez sprawdz|不经检查|不經檢查|无需审查|不要检查|不用检查|검토 없이|kontrol etmeden",
  'allow-all':
    'automatisch genehmig|automatisch freig|automatisch bestatig|automatiquement approuv|approuve automatiquement|accepte automatiquement|aprueba automaticamente|acepta automaticamente|автоматически одобр|автоматически подтвер|автоматически разреш|自动通过|自动同意|自动允许|自動的に許可|自動で許可|自動的に承認|自動で承認|자동으로 승인|자동으로 허용|apruebe todas|apruebe todo|aprueben todas|autorice todo|approuvez tout|approuvez toutes|acceptez toutes|genehmigen sie alle|bestatigen sie alle',
  ignore:
    'ersetze deine|ersetze alle|ersetz deine|remplace tes|remplacez vos|sustituye tus|reemplaza tus|cambia tus|sostituisci le tue|substitua suas|substitua as suas|vervang je|vervang jouw|zastap swoje|замени свои|замени все|замени твои|替换你的|替換你的|替换掉|替换原|置き換えて|置き換えな|바꿔라|교체해|talimatlarini degistir|deja a un lado|deja de lado|dejar de lado|wirf alle|wirf deine|uber bord|mets au rebut|fais fi|faites fi|metti da parte|poe de lado|ponha de lado|schuif opzij|odloz na bok|отбрось|отбросьте|丢掉|丟掉|抛弃|扔掉|捨てて|버리고|버려',
  'own-rule':
    'what you stand for|message with which you|mensaje con el que te|texto con el que te|message avec lequel on|messaggio con cui ti|mensagem com que te|nachricht, mit der du|開発者が書いた|開発者が設定した|開発者が与えた|運営が設定した|개발자가 작성한|개발자가 설정한',
  not: 'ne divulguez|ne communiquez|ne donnez pas|ne partagez|ne transmettez|ne revelez|ne montrez|no revele|no divulgue|no facilite|non comunic|non divulg|non rivel|nao divulgue|nao informe|не раскрыв|不要透露|nesdelujte|nikomu nesd|dela aldrig|del aldri|geef uw|giv aldrig|не повідомляйте|не передавайте|не давайте|никому не сообщайте|нікому не повідомляйте|请勿|請勿|切勿|不要向|别向|לא לשתף|אל תשתף|אין לשתף|אין למסור|לעולם אל|لا تشارك|لا ترسل|لا تعط|لا تكشف|لا تفصح|не сообщай|не передавай|не говорите|partagez jamais|no comparta|non condivid|nao compartilhe|nie podawaj|nie udostepniaj|deel nooit|教えないで|渡さないで|paylasmayin|공유하지',
  role: 'sprich als|sprich ab jetzt als|sprich wie|antworte als|antworte wie|rede als|sei ein|sei mein|parle comme|reponds comme|ecris comme|habla como|responde como|parla come|rispondi come|fale como|responda como|praat als|antwoord als|mow jak|odpowiadaj jak|говори как|отвечай как|веди себя как|представь, что ты|として話|として答|のように話|のつもりで',
  unbound:
    'refuse jamais|ne refuse rien|nunca se niega|no se niega|nunca rechaza|никогда не отказ|ни в чем не отказ|nie nein sagt|nichts ablehnt|niemals ablehnt|non rifiuta mai|nunca recusa|weigert nooit|nigdy nie odmawia|asla reddetm|거절하지 않는|決して断らない|ohne gewissen|sans conscience|sin conciencia|senza coscienza|sem consciencia|没有良心|без совести|keine grenzen kennt|keine grenzen|keine skrupel|ohne skrupel|sans scrupule|aucune regle|sin escrupulos|senza scrupoli|sem escrupulos|没有道德|沒有道德|悪のai|邪悪な',
  grant:
    'trage!|trag!|mach mich|ernenne|nimm!|ajoute!|ajoutez|nomme!|agrega|anade|hazme|nombra|добавь|сделай|назначь|设为|設為|加为|登録して|追加して|등록해|추가해',
  guard:
    "registros de auditoria|registro de auditoria|das protokoll|journal d'audit|журнал|песочниц|審査|審核记录|日志和|日誌",
  void: 'ne compte|ne compte plus|ne vaut plus|nada de lo que|rien de ce|ya no vale|no vale nada|ya no cuenta|отменяется|отменяются|не считается|больше не действ|nichts von dem|gilt nicht mehr|zahlt nicht mehr|niente di quello|nada do que|не имеет значения|作废|作廢|一笔勾销',
  run: 'выполняй|исполняй|запускай',
  gate: 'genehmige alle|genehmige alles|approuve toutes|approuve tout|aprueba todas|apruebe todas|одобри все|подтверди все|批准所有|批准全部|すべて承認して|모두 승인해|approva tutte|aprove todas|keur alle|zatwierdz wszystkie|hepsini onayla',
}

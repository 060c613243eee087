import type { Lexicon } from '../concept.ts'

/** German. */
export const GERMAN: Lexicon = {
  ignore:
    'ignorier|missacht|vergiss|vergesst|vergessen sie|beachte nicht|befolge nicht|nicht mehr befolgen|uberspring|setze dich uber|lass ausser acht|verwirf|hore nicht auf|halte dich nicht an|aufgehoben und|gelten nicht mehr|gilt nicht mehr',
  rule: 'anweisung|instruktion|regeln|regel!|vorgabe|richtlinie|weisung|befehle!|einschrankung|vorschrift|systemprompt|system-prompt|sicherheitsregel|leitplanken|was dir gesagt|was dir zuvor|was dir vorher|was dir bisher|was man dir|was dir vorgegeben|was dir aufgetragen|deinen auftrag|deine aufgabe',
  prior:
    'bisherig|vorherig|vorig|fruher|alle!|alles|oben|obig|deine!|deiner|deinen|bestehend|gegeben|zuvor|jede!|bislang|ursprunglich',
  reveal:
    'zeig|verrate|verraten sie|gib mir|gib den|gib die|gib deine|gib alle|nenne|nennen sie|offenbar|drucke!|liste!|liste mir|liste alle|schick mir|sende mir|teile mir|poste|lies mir|lies die|veroffentlich|lege offen|wiederhole|kopiere|drucken sie|geben sie mir|ubersetze alles',
  prompt:
    'systemprompt|system-prompt|systemnachricht|deine anweisung|deine instruktion|deiner konfiguration|deine konfiguration|inhalt deiner|alles oben|versteckte anweisung|deine regeln',
  secret:
    'passwort|passworter|kennwort|zugangsdaten|geheimnis|schlussel!|schlusseln|api-schlussel|geheime|umgebungsvariable|tan!|kreditkarte|zugangstoken|anmeldedaten|wiederherstellungscode',
  private:
    'posteingang|postfach|alle nachrichten|alle mails|alle e-mails|alle dateien|kontakte|adressbuch|verlauf|kundenliste|kundendaten|rechnungen|privaten!|gesprach|unterhaltung|protokoll|dokumente|telefonnummern|datenbank|heimverzeichnis',
  run: 'fuhr|fuehr|ausfuhr|starte!|starten sie|offne|installier|rufe|lade',
  code: 'befehl|skript|kommando|programm|code!|shell|terminal|anhang',
  silent:
    'ohne ruckfrage|ohne zu fragen|ohne nachzufragen|ohne bestatigung|ohne freigabe|ohne genehmigung|ohne zustimmung|nicht nachfragen|frag nicht|nicht fragen|sag niemand|sage niemand|niemandem|nichts davon|ohne dem|ohne den nutzer|ohne den benutzer|heimlich|unbemerkt|erwahne nicht|erwahne das nicht|nicht erwahnen|ohne es zu erwahnen|sag dem nutzer nicht|nicht informier|ohne wissen|keine ruckfragen|stillschweigend',
  send: 'sende|send!|schick|leite|weiterleit|ubertrag|lade alle|hochladen|lade die|ubermittle|maile|verschick',
  role: 'du bist jetzt|du bist nun|du bist ab|sie sind jetzt|sie sind ab|ab jetzt bist|von nun an bist|ab sofort bist|tu so als|tue so|stell dir vor du|stell dir vor, du|spiel die rolle|spiele die rolle|verhalte dich|handle als|agiere als|du spielst',
  unbound:
    'ohne regeln|ohne einschrankung|ohne grenzen|ohne filter|ohne beschrankung|keine regeln|keine grenzen|keine einschrankungen|uneingeschrankt|unbeschrankt|alles tun|nie nein|niemals nein|nicht mehr an|nicht ablehnen|nicht mehr gebunden',
  disable:
    'deaktivier|schalte|abschalten|ausschalten|umgeh|entferne|setze ausser|hebe|hebel|stoppe!|stoppen sie|uberbruck|losche',
  guard:
    'ruckfrage|nachfragen!|genehmigung|freigabe|bestatigung|sicherheits|sandbox|schutz|zugriffskontrolle|protokollierung|prufung|uberprufung|sicherheitsfilter|inhaltsfilter|deine filter|alle filter|rechteprufung',
  ai: 'ki!|ki-|kunstliche intelligenz|assistent|sprachmodell|agent!|agenten|bot!|chatbot',
  delete: 'losch|vernicht|entfern',
  'allow-all':
    'genehmige alle|genehmige alles|erlaube alles|alles erlaubt|alle anfragen genehmig|alles ist erlaubt|keine genehmigung|keine freigabe|braucht keine bestatigung|sind genehmigt|bestatige alle',
  'new-task':
    'neue anweisung|neue instruktion|deine neue aufgabe|deine eigentliche aufgabe|eigentliche aufgabe|stattdessen sollst|neuer auftrag|befolge nur|folge nur',
  user: 'den nutzer|dem nutzer|den benutzer|dem benutzer|deinem besitzer|dein besitzer|der besitzer|deinem nutzer',
  pay: 'uberweis|bezahle|neue konto|gutschein',
  not: 'niemals|bitte nicht|nie!',
}

/** French. */
export const FRENCH: Lexicon = {
  ignore:
    "ignore!|ignorez|ignorer|oublie!|oubliez|oublier|ne tiens pas compte|ne tenez pas compte|ne tiens plus compte|ne suis plus|ne suivez plus|ne respecte|fais abstraction|faites abstraction|neglige!|negligez|negliger!|passe outre|mets de cote|laisse de cote|contourne les|ne s'applique",
  rule: "instruction|consigne|regles!|directive|restriction|ordres!|contraintes|politique de securite|invite systeme|message systeme|prompt|limites!|ce qu'on t'a dit",
  prior: "precedent|anterieur|ci-dessus|toutes!|tous!|tes!|vos!|recues|donnees|initial|d'origine|jusqu'ici|avant!",
  reveal:
    'affiche|montre|recopie|restitue|revele|devoile|donne-moi|donne moi|donnez-moi|envoie-moi|envoyez-moi|dis-moi|dites-moi|imprime|liste!|communique|publie|colle!|collez|divulgue|fournis|repete|recopie|lis-moi|partage',
  prompt:
    'message systeme|invite systeme|prompt systeme|tes instructions|tes consignes|vos instructions|instructions cachees|ta configuration|votre configuration',
  secret:
    "mot de passe|mots de passe|cle api|cles api|cle d'api|cles d'api|identifiants|secrets!|jeton|cles!|cle privee|variables d'environnement|carte bancaire|carte de credit|code de verification|codes de verification",
  private:
    "tous les messages|tous les mails|tous les fichiers|boite de reception|carnet d'adresses|contacts!|historique|conversation|comptabilite|factures|donnees des clients|liste des clients|dossier personnel|fichiers|base de donnees",
  run: 'execute!|executez|executer!|lance!|lancez|lancer|demarre|ouvre!|ouvrez|installe!|installez|telecharge|fais tourner',
  code: 'commande!|commandes!|script|programme|code!|terminal|piece jointe|shell',
  silent:
    "sans demander|sans prevenir|sans autorisation|sans permission|sans confirmation|sans approbation|sans le dire|sans en parler|sans avertir|sans informer|sans rien dire|ne dis rien|ne dites rien|ne demande pas|ne demandez pas|ne previens pas|ne le mentionne|ne mentionne pas|n'en parle|discretement|secretement|en secret|a l'insu|en silence",
  send: 'envoie|envoyez|envoyer|transfere|transferez|transmets|transmettez|telecharge|expedie|poste!|fais suivre|partage|mets en ligne',
  role: 'tu es maintenant|tu es desormais|vous etes maintenant|vous etes desormais|a partir de maintenant tu|a partir de maintenant, tu|desormais tu|fais comme si|agis comme|agissez comme|comporte-toi|imagine que tu|joue le role|jouez le role|pretends etre|fais semblant|tu joues',
  unbound:
    "sans restriction|sans regles|sans aucune regle|sans limite|sans aucune limite|sans filtre|sans censure|aucune regle|aucune limite|aucune restriction|plus aucune regle|tout faire|jamais non|n'obeis qu|tu n'es plus|plus lie par|plus soumis",
  disable: 'desactive|desactivez|contourne|contournez|supprime|eteins|coupe!|leve!|retire!|enleve|arrete!|saute!',
  guard:
    "approbation|autorisation|la validation|de validation|les validations|des validations|securite|bac a sable|controle d'acces|controles|confirmation|journalisation|filtre|garde-fou|protection|verification",
  ai: "ia!|l'ia!|assistant|l'assistant|modele de langage|modeles de langage|agent!|l'agent|robot|chatbot",
  delete: 'supprime|efface|detrui',
  'allow-all':
    'commandes sont approuve|tout est approuve|toutes sont approuve|est deja approuve|approuve tout|approuve toutes|autorise tout|tout est autorise|aucune approbation|approuver toutes|accepte toutes les demandes|plus besoin d',
  'new-task':
    'nouvelles instructions|nouvelle consigne|ta nouvelle mission|ta vraie tache|ta nouvelle tache|ta seule tache',
  user: "l'utilisateur|le proprietaire|ton proprietaire|ton utilisateur|votre utilisateur",
  pay: 'virement|nouveau compte|carte cadeau|cartes cadeaux',
  not: 'ne jamais|jamais!|il ne faut pas',
}

/** Spanish. */
export const SPANISH: Lexicon = {
  ignore:
    'ignora!|ignore!|ignoren|ignorar|olvida!|olvide!|olvidate|olvidar|descarta|haz caso omiso|no hagas caso|no sigas|deja de seguir|pasa por alto|omite!|no tengas en cuenta|desobedece',
  rule: 'instruccion|reglas!|regla!|directric|directiva|ordenes!|restriccion|normas!|indicaciones|mensaje del sistema|prompt|politica de seguridad|limitaciones',
  prior: 'anterior|previa|previo|todas!|todos!|tus!|sus!|de arriba|recibid|dadas|inicial|hasta ahora|original',
  reveal:
    'muestra|muestrame|revela|dime!|dame!|ensena|imprime|envia!|enviame|mandame|lista!|publica!|publicalo|publicar!|pega!|pegalas|pegalo|comparte|divulga|repite|escribe aqui|entrega|lee en voz|filtra!',
  prompt: 'mensaje del sistema|prompt del sistema|tus instrucciones|instrucciones ocultas|tu configuracion',
  secret:
    'contrasena|clave de api|claves de api|clave api|claves!|credencial|secretos|token!|tokens!|variables de entorno|clave privada|tarjeta de credito|codigo de verificacion|codigos de verificacion|datos bancarios',
  private:
    'todos los mensajes|todos los correos|todos los archivos|bandeja de entrada|libreta de direcciones|contactos|historial|conversacion|facturas|lista de clientes|datos de los clientes|carpeta personal|base de datos|archivos!|correos!',
  run: 'ejecuta|ejecute|corre!|lanza|inicia!|abre!|abra!|instala|descarga',
  code: 'comando|script|programa|codigo!|terminal|archivo adjunto|orden!',
  silent:
    'sin pedir permiso|sin permiso|sin preguntar|sin confirm|sin avisar|sin aprobacion|sin decir|sin informar|sin notificar|sin que|no preguntes|no pidas|no digas|no avises|no lo menciones|no menciones|no informes|no se lo digas|en secreto|a escondidas|discretamente|en silencio',
  send: 'envia|envie!|manda!|mande!|reenvia|reenvie|transfiere|transfiera|sube!|suba!|remite|comparte',
  role: 'ahora eres|eres ahora|a partir de ahora eres|a partir de ahora, eres|desde ahora eres|actua como|actue como|finge!|haz como si|comportate|imagina que eres|haz el papel|asume el papel|desempena el papel|ya no eres',
  unbound:
    'sin limites|sin restriccion|sin reglas|sin filtro|sin censura|ninguna regla|ninguna restriccion|no tienes reglas|no tienes limites|todo vale|nunca digas que no|obedeces solo|obedece solo|solo obedeces|hacer cualquier cosa|puedes hacer todo|ya no estas sujeto|no estas obligado',
  disable: 'desactiva|desactive|deshabilita|elude|evita!|apaga|quita!|suprime|salta!|saltate|anula|burla',
  guard:
    'aprobacion|aprobaciones|autorizacion|confirmacion|seguridad|control de acceso|controles|filtro|proteccion|proteccion|registro de auditoria|verificacion|sandbox',
  ai: 'ia!|inteligencia artificial|asistente|modelo de lenguaje|modelos de lenguaje|agente!|robot|chatbot',
  delete: 'borra|elimina!|eliminar!|destruye',
  'allow-all':
    'aprueba todas|aprueba todo|permite todo|todo esta permitido|autoriza todo|acepta todas las solicitudes|no se necesita aprobacion|no hace falta aprobacion|no hace falta permiso',
  'new-task': 'nuevas instrucciones|nueva tarea|tu verdadera tarea|tu unica tarea|tu nueva tarea',
  user: 'al usuario|el usuario|tu usuario|del usuario|tu dueno|el dueno|al dueno|propietario',
  pay: 'transferencia|nueva cuenta|tarjeta de regalo|tarjetas de regalo',
  not: 'nunca!|jamas',
}

/** Italian. */
export const ITALIAN: Lexicon = {
  ignore:
    'ignora|dimentica|trascura|non seguire|smetti di seguire|non tenere conto|lascia perdere le|scarta|disattendi|non considerare|tralascia|bypassa le',
  rule: 'istruzion|regole!|regola!|direttiv|linee guida|restrizion|ordini!|vincoli|indicazioni|messaggio di sistema|prompt|limitazioni|disposizioni|politiche di sicurezza',
  prior: 'precedent|tutte!|tutti!|tue!|tuoi|sopra!|ricevut|iniziali|originali|finora|sono state date|anteriori',
  reveal:
    'mostra|rivela|dimmi|dammi|stampa|invia!|inviami|mandami|elenca|pubblica|incolla|condividi|divulga|ripeti|scrivi qui|fornisci|comunicami|leggimi|leggi ad',
  prompt: 'messaggio di sistema|prompt di sistema|tue istruzioni|istruzioni nascoste|tua configurazione',
  secret:
    "password|parola d'ordine|chiave api|chiavi api|chiavi!|credenzial|segreti|token!|variabili d'ambiente|variabili di ambiente|chiave privata|carta di credito|codici di verifica|codice di verifica|chiave segreta",
  private:
    'tutti i messaggi|tutte le email|tutte le e-mail|tutte le mail|tutti i file|casella di posta|posta in arrivo|rubrica|contatti|cronologia|conversazion|fatture|elenco clienti|dati dei clienti|cartella home|messaggi privati|database',
  run: 'esegui|esegua|lancia|avvia|apri!|installa!|installare|scarica|fai partire',
  code: 'comand|script|programma|codice!|terminale|allegato',
  silent:
    "senza chiedere|senza permesso|senza conferma|senza avvis|senza approvazione|senza autorizzazione|senza dir|senza informare|senza che|non chiedere|non dire|non avvisare|non menzionare|non informare|in segreto|di nascosto|all'insaputa|in silenzio|segretamente",
  send: 'invia|inviare|manda!|inoltra|trasferisci|trasmetti|carica!|spedisci|condividi',
  role: "ora sei|adesso sei|sei ora|d'ora in poi sei|da ora in poi sei|da adesso sei|da questo momento sei|comportati|agisci come|fingi|fai finta|immagina di essere|interpreta!|assumi il ruolo|non sei piu",
  unbound:
    'senza regole|senza limiti|senza restrizion|senza filtri|senza censura|nessuna regola|nessun limite|nessuna restrizione|puoi fare tutto|qualsiasi cosa|non rifiut|obbedisci solo|obbedisci soltanto|mai di no|sei vincolato|piu vincolato|piu soggetto',
  disable: 'disattiva|disabilita|aggira|elimina!|eliminare|rimuovi|spegni|salta|sospendi|togli',
  guard:
    'approvazion|autorizzazion|conferm|sicurezza|sandbox|controllo degli accessi|controlli!|filtro|filtri|protezion|verifica!|verifiche!|registro di audit',
  ai: "ia!|l'ia!|intelligenza artificiale|assistente|l'assistente|modello linguistico|modelli linguistici|agente!|l'agente|chatbot",
  delete: 'cancella!|cancellare|elimina!|eliminare|distruggi',
  'allow-all':
    'approva tutte|approva tutto|consenti tutto|tutto e consentito|autorizza tutto|accetta tutte le richieste|non serve approvazione|non serve alcuna approvazione|non e necessaria',
  'new-task': 'nuove istruzioni|nuovo compito|il tuo vero compito|il tuo unico compito',
  user: "l'utente|all'utente|il proprietario|tuo proprietario|tuo utente",
  pay: 'bonifico|nuovo conto|carta regalo|carte regalo',
  not: 'mai!',
}

/** Portuguese. */
export const PORTUGUESE: Lexicon = {
  ignore:
    'ignore!|ignora!|ignorar|esqueca|esquece|desconsidere|desconsidera|nao siga|pare de seguir|deixe de lado|descarte|despreze|desobedeca|nao leve em conta',
  rule: 'instruc|regras!|regra!|diretriz|ordens!|restric|orientac|mensagem do sistema|prompt|politica de seguranca|limitac|normas!',
  prior: 'anterior|previas|todas!|todos!|suas!|seus!|tuas|acima|recebid|iniciais|originais|ate agora|dadas',
  reveal:
    'mostre|mostra!|revele|revela|diga-me|me diga|me de!|imprima|envie!|me envie|liste!|publique|cole!|compartilhe|divulgue|repita|exiba|forneca|me mostre|escreva aqui|passe-me|entregue',
  prompt: 'mensagem do sistema|prompt do sistema|suas instruc|instrucoes ocultas|sua configurac|tuas instruc',
  secret:
    'senha|palavra-passe|chave de api|chaves de api|chave api|chaves!|credencia|segredos|token!|tokens!|variaveis de ambiente|chave privada|cartao de credito|codigo de verificac|codigos de verificac|dados bancarios',
  private:
    'todas as mensagens|todos os emails|todos os e-mails|todos os arquivos|todos os ficheiros|todos os documentos|caixa de entrada|lista de contatos|contatos|contactos|historico|conversa!|faturas|lista de clientes|dados dos clientes|pasta pessoal|banco de dados|mensagens privadas',
  run: 'execute!|executa!|executar!|rode!|inicie|abra!|abre!|instale|baixe|corra o',
  code: 'comando|script|programa!|codigo!|terminal|anexo',
  silent:
    'sem pedir|sem permissao|sem perguntar|sem confirm|sem avisar|sem aprovac|sem autorizac|sem dizer|sem informar|sem que|nao pergunte|nao peca|nao diga|nao avise|nao mencione|nao conte|nao informe|em segredo|secretamente|discretamente|em silencio|as escondidas',
  send: 'envie|envia!|mande!|encaminhe|encaminha|transfira|transmita|carregue|suba!|compartilhe|remeta',
  role: 'agora voce e!|voce agora e!|voce e agora|a partir de agora voce|a partir de agora, voce|de agora em diante voce|agora es!|aja como|atue como|finja|comporte-se|imagine que voce|faca o papel|assuma o papel|voce nao e mais|faz de conta',
  unbound:
    'sem limites|sem restric|sem regras|sem filtro|sem censura|nenhuma regra|nenhuma restric|nenhum limite|pode fazer tudo|qualquer coisa|nunca recus|obedece apenas|obedeca apenas|obedece so|nao tem regras',
  disable: 'desative|desativa|desabilite|contorne|remova!|remova o|desligue|pule!|suspenda|burle|ignore a|elimine',
  guard:
    'aprovac|autorizac|confirmac|seguranca|sandbox|controle de acesso|controlo de acesso|filtro|protecao|protecoes|verificac|registro de auditoria',
  ai: 'ia!|inteligencia artificial|assistente|modelo de linguagem|agente!|chatbot|robo!',
  delete: 'apague|exclua|delete!|elimine|destrua',
  'allow-all':
    'aprove todas|aprove tudo|permita tudo|tudo e permitido|tudo esta permitido|autorize tudo|aceite todas|nao precisa de aprovac|nenhuma aprovac|nao e necessaria',
  'new-task': 'novas instruc|nova tarefa|sua verdadeira tarefa|sua unica tarefa',
  user: 'o usuario|ao usuario|do usuario|o utilizador|ao utilizador|o proprietario|seu dono|ao dono',
  pay: 'transferencia|nova conta|cartao-presente|vale-presente|cartoes-presente|pix!',
  not: 'nunca!|jamais',
}

/** Dutch. */
export const DUTCH: Lexicon = {
  ignore:
    'negeer|vergeet|sla over|volg niet|houd je niet aan|trek je niets aan|laat buiten beschouwing|schuif opzij|stop met het volgen|niet langer volgen|gelden niet meer',
  rule: 'instructie|regels!|regel!|richtlijn|opdracht|aanwijzing|beperking|voorschrift|systeemprompt|systeembericht|prompt|bevelen',
  prior: 'vorige|eerdere|voorgaande|bovenstaande|alle!|alles!|je!|jouw|uw!|gegeven|oorspronkelijk|bestaande|hierboven',
  reveal:
    'toon|laat zien|laat me|onthul|geef me|geef mij|geef de|geef alle|vertel me|vertel mij|stuur me|stuur mij|druk af|print!|plak|publiceer|deel met|deel de|deel alle|deel je|deel deze|herhaal|lees voor|noem!',
  prompt:
    'systeemprompt|systeembericht|je instructies|jouw instructies|verborgen instructie|je configuratie|jouw configuratie',
  secret:
    'wachtwoord|toegangscode|inloggegevens|api-sleutel|sleutels|geheimen|geheime|token!|tokens!|omgevingsvariabele|prive-sleutel|creditcard|verificatiecode|pincode',
  private:
    'alle berichten|alle mails|alle e-mails|alle bestanden|alle documenten|postvak|inbox|adresboek|contacten|geschiedenis|gesprek|facturen|klantenlijst|klantgegevens|thuismap|prive-berichten|database',
  run: 'voer!|uitvoer|start!|open!|installeer|download!|draai!',
  code: 'opdracht|commando|script|programma|code!|terminal|bijlage',
  silent:
    'zonder te vragen|zonder toestemming|zonder bevestiging|zonder goedkeuring|zonder overleg|zonder te melden|zonder iets te|zonder het te|zonder dat|vraag niet|niet vragen|niet om toestemming|vertel niemand|zeg niets|zeg niemand|vermeld niet|niet vermelden|vertel het niet|vertel de gebruiker niet|stiekem|in het geheim|ongemerkt|stilletjes',
  send: 'stuur|verstuur|verzend|upload!|mail!|zend|deel met|deel de|deel alle|deel je|deel deze',
  role: 'je bent nu|je bent vanaf|u bent nu|vanaf nu ben je|voortaan ben je|doe alsof|gedraag je|speel de rol|handel als|stel je voor dat je|je bent niet langer',
  unbound:
    'zonder regels|zonder beperking|zonder grenzen|zonder filter|geen regels|geen grenzen|geen beperkingen|onbeperkt|mag alles|alles doen|nooit nee|gehoorzaam alleen|gehoorzaamt alleen|luistert alleen',
  disable: 'schakel|uitschakel|zet!|omzeil|verwijder|deactiveer|stop!|sla over',
  guard:
    'goedkeuring|toestemming|bevestiging|beveiliging|veiligheid|sandbox|toegangscontrole|controle|het filter|je filter|alle filters|inhoudsfilter|veiligheidsfilter|bescherming|logboek|verificatie',
  ai: 'ai!|ai-|assistent|taalmodel|agent!|chatbot|bot!',
  delete: 'verwijder|wis!|vernietig',
  'allow-all':
    'keur alles|keur alle|sta alles toe|alles is toegestaan|geen goedkeuring|alle verzoeken goed|accepteer alle verzoeken',
  'new-task': 'nieuwe instructie|nieuwe opdracht|je echte taak|je enige taak|je nieuwe taak',
  user: 'de gebruiker|je gebruiker|de eigenaar|je eigenaar',
  pay: 'maak over|overschrijving|nieuwe rekening|cadeaubon|cadeaukaart',
  not: 'nooit!',
}

/** Swedish, Norwegian and Danish, which share most stems. */
export const NORDIC: Lexicon = {
  ignore:
    'ignorera|ignorer|glom|glem|bortse|se bort|folj inte|folg ikke|folg inte|strunta i|hoppa over|tilsidesaet|tilsidesett|asidosatt|sluta folja|stop med at folge|slutt a folge',
  rule: 'instruktion|instruks|instruktioner|regler|riktlinje|retningslinj|anvisning|systemprompt|systemmeddelande|prompt|begransning|begraensning|begrensning|ordrer|ordre!',
  prior:
    'tidigare|tidligere|foregaende|foregaende|forrige|alla!|alle!|allt!|alt!|dina!|dine!|ovan|ovenfor|overstaende|ovenstaende|oprindelige',
  reveal:
    'visa!|vis!|avsloja|afslor|avslor|ge mig|giv mig|gi meg|beratta|fortael mig|fortell meg|skriv ut|udskriv|skicka mig|send mig|send meg|del med|del alt|del alle|dela!|klistra|indsaet|lim inn|publicera|upprepa|gentag|gjenta',
  prompt:
    'systemprompt|systemmeddelande|systembesked|systemmelding|dina instruktioner|dine instruktioner|dine instrukser|din konfiguration|din konfigurasjon',
  secret:
    'losenord|adgangskode|passord|kodeord|api-nyckel|api-nycklar|api-nogle|api-nokkel|nycklar|nogler|nokler|hemlighet|hemmelighed|hemmelighet|inloggningsuppgifter|legitimationsoplysninger|miljovariab|miljovariabel|token!|kreditkort|kontokort',
  private:
    'alla meddelanden|alle beskeder|alle meldinger|alla filer|alle filer|alla mejl|alle mails|alle e-post|inkorg|indbakke|innboks|adressbok|adressebog|kontakter|historik|historikk|samtal|fakturor|fakturaer|kundlista|kundeliste|hemkatalog|dokumenter|databas',
  run: 'kor!|utfor|starta|oppna|installera|udfor|start!|abn!|apne|installer',
  code: 'kommando|skript|script|program!|kod!|kode!|terminal|bilaga|vedlegg|vedhaeft',
  silent:
    'utan att fraga|utan tillstand|utan bekraftelse|utan godkannande|utan att saga|utan att meddela|utan att namna|fraga inte|sag inte|sag inget|namn inte|beratta inte|i smyg|i hemlighet|uden at sporge|uden tilladelse|uden bekraeftelse|uden godkendelse|uden at fortaelle|uden at naevne|sporg ikke|sig ikke|sig det ikke|naevn ikke|fortael ikke|i hemmelighed|uten a sporre|uten tillatelse|uten bekreftelse|uten godkjenning|uten a fortelle|uten a si|uten a nevne|sporr ikke|si ikke|ikke si|ikke fortell|ikke spor|i hemmelighet|i al hemmelighed',
  send: 'skicka|send!|vidarebefordra|videresend|ladda upp|last opp|upload|overfor|mejla|del med|del alt|del alle',
  role: 'du ar nu|du er nu|du er na|fran och med nu ar du|fra nu af er du|fra na av er du|lat som|lad som om|late som|agera som|opfor dig som|oppfor deg|spela rollen|spil rollen|spill rollen|du ar inte langre|du er ikke laengere|fra nu er du|fran nu ar du',
  unbound:
    'utan regler|utan begransning|utan granser|utan filter|uden regler|uden begraensning|uden graenser|uden filtre|uten regler|uten begrensning|uten grenser|uten filter|inga regler|ingen regler|inga granser|ingen graenser|ingen grenser|obegransad|ubegraenset|ubegrenset|gora vad som helst|lyder bara|lyder kun|adlyder bara|adlyder kun',
  disable:
    'stang av|inaktivera|avaktivera|kringga|ta bort|sla fra|deaktiver|omga|fjern|sla av|skru av|koble ut|hoppa over',
  guard:
    'godkannande|godkendelse|godkjenning|bekraftelse|bekraeftelse|bekreftelse|sakerhet|sikkerhed|sikkerhet|sandlada|sandkasse|sandbox|atkomstkontroll|adgangskontrol|tilgangskontroll|filtret|filteret|filtrene|dine filtre|dina filter|alla filter|sakerhetsfilter|skydd|beskyttelse|granskning|kontroll',
  ai: 'ai!|ai-|ki!|assistent|sprakmodell|sprogmodel|agent!|agenten|bot!|chatbot|chattbot',
  delete: 'radera|slet!|slett|ta bort|fjern',
  'allow-all':
    'godkann alla|godkann allt|godkend alle|godkend alt|godkjenn alle|godkjenn alt|tillat allt|tillad alt|tillat alt|allt ar tillatet|alt er tilladt|alt er tillatt',
  'new-task':
    'nya instruktioner|nye instruktioner|nye instrukser|din nya uppgift|din nye opgave|din nye oppgave|din egentliga uppgift|din rigtige opgave',
  user: 'anvandaren|brugeren|brukeren|agaren|ejeren|eieren',
  pay: 'overfor penge|overfor pengar|nya kontot|nye konto|presentkort|gavekort',
  not: 'aldrig!|aldri!',
}

/** Finnish. */
export const FINNISH: Lexicon = {
  ignore: 'ohita|unohda|jata huomiotta|ala noudata|sivuuta|jata valiin|lakkaa noudattamasta',
  rule: 'ohje|saanto|saannot|saantoj|maarays|kehote|jarjestelmakehot|rajoitu|kehotteen',
  prior: 'aiemm|edelli|kaikki|kaikkia|ylla|sinulle annet|antamat|alkuperai',
  reveal: 'nayta|paljasta|kerro|anna minulle|tulosta|laheta minulle|luettele|julkaise|liita|jaa!|toista',
  prompt: 'jarjestelmakehot|jarjestelmaviest|omat ohjeesi|ohjeesi|asetuksesi',
  secret:
    'salasana|salasano|api-avai|avaimet|avaime|tunnukset|kirjautumistie|salaisuu|ymparistomuuttu|token|luottokort|vahvistuskood',
  private:
    'kaikki viestit|kaikki tiedostot|kaikki sahkopostit|sahkopostit|saapuneet|osoitekirj|yhteystie|historia|keskustelu|laskut|asiakaslista|kotihakemisto|viestit',
  run: 'suorita|aja!|kaynnista|avaa!|asenna|lataa!',
  code: 'komento|komennon|komentoj|skript|ohjelma|koodi|paate|liitetiedost|komennot',
  silent:
    'kysymatta|ilman lupaa|ilman vahvistus|ilman hyvaksynta|kertomatta|ilmoittamatta|mainitsematta|ala kysy|ala kerro|ala mainitse|salaa!|huomaamatta|hiljaa!',
  send: 'laheta|valita|lahettakaa|lataa kaikki|siirra|jaa!',
  role: 'olet nyt|tasta lahtien olet|tasta eteenpain olet|teeskentele|esita!|kayttaydy kuin|kuvittele olevasi|et ole enaa',
  unbound:
    'ilman saantoj|ilman rajoitu|ilman rajoja|ilman suodat|ei saantoja|ei rajoja|ei rajoituksia|rajoittamat|voi tehda mita|tottelet vain',
  disable: 'poista kaytosta|poista!|ota pois|kierra|sammuta|keskeyta|kytke pois',
  guard: 'hyvaksyn|vahvistu|turvallisuu|turva|hiekkalaatik|paasynvalvon|suodat|suojau|tarkistu|lokit',
  ai: 'tekoaly|avustaj|kielimalli|agentti|botti|chatbot',
  delete: 'poista|tuhoa',
  'allow-all': 'hyvaksy kaikki|salli kaikki|kaikki on sallittu|kaikki pyynnot',
  'new-task': 'uudet ohjeet|uusi tehtava|todellinen tehtava|varsinainen tehtava',
  user: 'kayttaja|kayttajal|omistaja',
  not: 'koskaan',
}

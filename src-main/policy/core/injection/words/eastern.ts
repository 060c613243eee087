import type { Lexicon } from '../concept.ts'

/** Russian. */
export const RUSSIAN: Lexicon = {
  ignore:
    'игнорируй|игнорировать|проигнорируй|забудь|забудьте|не обращай внимания|отбрось|пренебреги|не следуй|перестань следовать|не соблюдай|отмени все|нарушь',
  rule: 'инструкц|правил|указани|директив|ограничен|приказ|предписан|системный промпт|системное сообщение|промпт|установк|запрет',
  prior:
    'предыдущ|прежн|все!|всех|всё|твои|твоих|свои|выше|данные тебе|изначальн|ранее|прошлые|разработчик|оператор|создател',
  reveal:
    'покажи|раскрой|выведи|скажи мне|дай мне|сообщи|распечатай|напечатай|пришли|отправь мне|опубликуй|вставь|перечисли|выдай|повтори|прочитай мне|назови|покажите|поделись',
  prompt:
    'системный промпт|системное сообщение|системную подсказку|твои инструкции|своих инструкций|свои инструкции|скрытые инструкции|свою конфигурацию|твою конфигурацию|системные инструкции',
  secret:
    'парол|ключ api|ключи api|api-ключ|ключи!|ключей|учетные данные|секрет|токен|переменные окружения|переменных окружения|приватный ключ|закрытый ключ|номер карты|код подтверждения|коды подтверждения|реквизит',
  private:
    'все сообщения|все письма|все файлы|все документы|входящие|почтовый ящик|адресную книгу|контакты|историю|переписк|разговор|счета|список клиентов|данные клиентов|домашн|личные сообщения|базу данных',
  run: 'выполни|запусти|исполни|открой|установи|скачай|выполнять|выполните',
  code: 'команд|скрипт|программу|код!|терминал|вложение|оболочк|сценарий',
  silent:
    'без разрешения|без подтверждения|без спроса|не спрашивая|без согласия|без одобрения|не спрашивай|не сообщая|не говоря|не говори|никому не|не упоминай|не уведомляй|не сообщай|тайно|втайне|незаметно|тихо!|скрытно|без ведома|без предупреждения|не предупреждая',
  send: 'отправь|перешли|пошли!|загрузи|передай|выложи|скопируй|отправьте|перешлите|отправляй',
  role: 'ты теперь|теперь ты|вы теперь|с этого момента ты|отныне ты|притворись|представь что ты|представь, что ты|действуй как|веди себя как|сыграй роль|играй роль|ты больше не|вообрази',
  unbound:
    'без ограничений|без правил|без границ|без фильтров|без цензуры|нет правил|нет ограничений|нет никаких|никаких правил|никаких ограничений|неограничен|можешь все|можешь делать все|подчиняешься только|слушаешься только|не отказывай|связан правил|связан ограничен|обязан соблюдать',
  disable: 'отключи|выключи|обойди|деактивируй|удали|сними|останови|пропусти|отмени|отключите',
  guard:
    'подтвержден|одобрен|безопасност|песочниц|контроль доступа|контроля доступа|проверк|фильтр|защит|журнал аудита|разрешени|модерац',
  ai: 'ии!|ассистент|помощник|языковая модель|языковой модели|агент!|агента|агенту|бот!|боту|чат-бот|нейросет',
  delete: 'удали|сотри|уничтожь',
  'allow-all':
    'одобри все|одобряй все|разреши все|все разрешено|подтверди все|подтверждение не требуется|одобрение не требуется|разрешены все|все команды разрешены',
  'new-task':
    'новые инструкции|новая задача|твоя настоящая задача|твоя единственная задача|новое задание|твоя новая задача',
  user: 'пользователю|пользователя|пользователь|владельц|хозяин',
  pay: 'переведи|новый счет|подарочн|перевод на',
  not: 'никогда',
}

/** Ukrainian. */
export const UKRAINIAN: Lexicon = {
  ignore: 'ігноруй|проігноруй|ігнорувати|забудь|знехтуй|не зважай|не дотримуйся|відкинь|не виконуй попередн|порушуй',
  rule: 'інструкці|правил|вказівк|директив|обмежен|наказ|системний промпт|системне повідомлення|промпт|заборон',
  prior: 'попередн|усі!|всі!|усіх|твої|твоїх|свої|вище|надані|раніше|початков',
  reveal: 'покажи|розкрий|виведи|скажи мені|дай мені|повідом|роздрукуй|надішли|опублікуй|встав|перелічи|видай|повтори',
  prompt:
    'системний промпт|системне повідомлення|твої інструкції|свої інструкції|приховані інструкції|свою конфігурацію',
  secret:
    'парол|ключі api|ключ api|api-ключ|ключі!|облікові дані|секрет|токен|змінні середовища|змінних середовища|приватний ключ|номер картки|код підтвердження',
  private:
    'усі повідомлення|всі повідомлення|усі листи|всі листи|усі файли|всі файли|вхідні|скриньк|контакти|історію|листуванн|розмов|рахунки|список клієнтів',
  run: 'виконай|запусти|відкрий|встанови|завантаж|виконати',
  code: 'команд|скрипт|програму|код!|термінал|вкладення',
  silent:
    'без дозволу|без підтвердження|без згоди|без схвалення|не питаючи|не питай|не запитуй|не кажи|не повідомляй|не повідомляючи|нікому не|не згадуй|таємно|непомітно|потай|не попереджаючи',
  send: 'надішли|відправ|перешли|завантаж|передай|скопіюй',
  role: 'ти тепер|тепер ти|відтепер ти|з цього моменту ти|прикинься|уяви що ти|уяви, що ти|дій як|поводься як|грай роль|ти більше не',
  unbound:
    'без обмежень|без правил|без меж|без фільтрів|немає правил|немає обмежень|жодних правил|жодних обмежень|необмежен|підкоряєшся лише|слухаєшся лише',
  disable: 'вимкни|відключи|обійди|деактивуй|видали|скасуй|зніми|пропусти',
  guard: 'підтвердженн|схваленн|безпек|пісочниц|контроль доступу|перевірк|фільтр|захист|дозвол',
  ai: 'ші!|асистент|помічник|мовна модель|мовній моделі|агент!|бот!|боту|чат-бот',
  delete: 'видали|зітри|знищ',
  'allow-all':
    'схвали всі|схвали усі|дозволь усе|дозволь все|усе дозволено|все дозволено|підтвердження не потрібн|схвалення не потрібн',
  user: 'користувач|власник',
  not: 'ніколи',
}

/** Polish. */
export const POLISH: Lexicon = {
  ignore:
    'zignoruj|ignoruj|zapomnij|pomin!|nie przestrzegaj|nie stosuj sie|zlekcewaz|odrzuc|nie zwracaj uwagi|przestan przestrzegac|porzuc|anuluj wszystkie',
  rule: 'instrukcj|polecen|zasad|regul!|reguly!|regule!|regulami|regulamin|wytyczn|dyrektyw|ogranicze|rozkaz|prompt systemowy|komunikat systemowy|prompt|nakaz|wskazow',
  prior: 'poprzedni|wczesniejsz|wszystki|wszelki|twoje|twoich|swoje|swoich|powyzsz|dotychczasow|otrzyman|pierwotn',
  reveal:
    'pokaz|ujawnij|wyswietl|powiedz mi|daj mi|podaj|wypisz|wydrukuj|wyslij mi|przeslij mi|opublikuj|wklej|udostepnij|powtorz|zdradz|przeczytaj mi',
  prompt:
    'prompt systemowy|komunikat systemowy|twoje instrukcje|swoje instrukcje|ukryte instrukcje|swoja konfiguracj|twoja konfiguracj',
  secret:
    'haslo|hasla|hasel|klucz api|klucze api|klucze!|klucz prywatny|dane logowania|poswiadcze|sekret|token|zmienne srodowiskowe|zmiennych srodowiskowych|karty kredytowej|kod weryfikacyjny|kody weryfikacyjne|danych logowania',
  private:
    'wszystkie wiadomosci|wszystkie maile|wszystkie pliki|wszystkie dokumenty|skrzynk|ksiazke adresowa|kontakt|historie|rozmow|faktur|liste klientow|dane klientow|katalog domowy|baze danych',
  run: 'uruchom|wykonaj|otworz|zainstaluj|pobierz|odpal',
  code: 'polecenie|komend|skrypt|program!|kod!|terminal|zalacznik',
  silent:
    'bez pytania|bez zgody|bez potwierdzenia|bez zatwierdzenia|bez pozwolenia|bez informowania|bez powiadamiania|bez wiedzy|nie pytaj|nie mow|nikomu nie|nie wspominaj|nie informuj|nie powiadamiaj|potajemnie|po cichu|w tajemnicy|niezauwaz|dyskretnie',
  send: 'wyslij|przeslij|przekaz|wgraj|udostepnij|skopiuj|zaladuj',
  role: 'jestes teraz|teraz jestes|od teraz jestes|od tej pory jestes|udawaj|zachowuj sie jak|dzialaj jako|wciel sie|wyobraz sobie ze jestes|wyobraz sobie, ze jestes|odgrywaj|nie jestes juz',
  unbound:
    'bez ogranicze|bez zasad|bez regul|bez limitow|bez filtrow|bez cenzury|zadnych zasad|zadnych ogranicze|zadnych regul|nieograniczon|mozesz wszystko|mozesz robic wszystko|sluchasz tylko|posluszny tylko|nigdy nie odmaw',
  disable: 'wylacz|obejdz|dezaktywuj|usun|zdejmij|pomin!|zawies|omin',
  guard:
    'zatwierdz|zgod|potwierdz|bezpieczenstw|piaskownic|sandbox|kontrole dostepu|kontroli dostepu|kontrol|filtr|zabezpiecz|weryfikacj|dziennik audytu|ochron',
  ai: 'si!|ai!|sztuczna inteligencja|asystent|model jezykowy|modelu jezykowy|agent!|agenta|bot!|bota|chatbot',
  delete: 'usun|skasuj|zniszcz',
  'allow-all':
    'zatwierdz wszystk|zezwol na wszystko|wszystko jest dozwolone|akceptuj wszystk|zaakceptuj wszystk|nie wymaga zatwierdz|zatwierdzenie nie jest',
  'new-task': 'nowe instrukcje|nowe zadanie|twoje prawdziwe zadanie|twoim jedynym zadaniem|twoje nowe zadanie',
  user: 'uzytkownik|wlascicie',
  pay: 'przelej|przelew|nowe konto|karte podarunkowa|karty podarunkowe',
  not: 'nigdy!',
}

/** Czech and Slovak. */
export const CZECH: Lexicon = {
  ignore: 'ignoruj|zapomen|nedbej|nerid se|neridte se|prehlizej|preskoc|nedodrzuj|zabudni|neriad sa|zahod',
  rule: 'instrukc|pokyn|pravidl|pravidel|smernic|omezen|prikaz|systemov|prompt|zakaz|obmedzen',
  prior: 'predchoz|predesl|vsechn|vsetk|tvoje|sve!|svoje|vyse|dosavadn|puvodn|predoslych|predchadzajuc',
  reveal:
    'ukaz|odhal|zobraz|rekni mi|povedz mi|dej mi|daj mi|vypis|vytiskni|posli mi|zverejni|vloz|sdel|prozrad|prezrad|zopakuj',
  prompt:
    'systemovy prompt|systemovou zpravu|sve instrukce|tvoje instrukce|svoje instrukcie|skryte instrukce|svou konfigurac',
  secret:
    'heslo|hesla|hesel|hesiel|klic api|klice api|api klic|api kluc|klice!|kluce!|prihlasovaci|prihlasovacie|tajemstvi|tajomstv|token|promenne prostredi|soukromy klic|cislo karty|overovaci kod',
  private:
    'vsechny zpravy|vsetky spravy|vsechny soubory|vsetky subory|vsechny e-maily|schrank|adresar|kontakty|histori|konverzac|faktury|seznam klientu|zoznam klientov|domovsk|databaz',
  run: 'spust|proved|vykonej|vykonaj|otevri|otvor|nainstaluj|stahni',
  code: 'prikaz|skript|program!|kod!|terminal|priloh',
  silent:
    'bez ptani|bez svoleni|bez potvrzeni|bez schvaleni|bez povoleni|bez opytania|bez suhlasu|bez potvrdenia|bez schvalenia|neptej se|nepytaj sa|nerikej|nehovor|nezminuj|nespominaj|neinformuj|tajne|potaji|potajomky|nenapadne|bez vedomi|bez upozorneni|nikomu ne',
  send: 'posli|odesli|odosli|prepos|nahraj|predej|sdilej|zdielaj|zkopiruj',
  role: 'nyni jsi|ted jsi|odted jsi|od nynejska jsi|teraz si|odteraz si|predstirej|predstieraj|chovej se jako|spravaj sa ako|hraj roli|jednej jako|predstav si ze jsi|predstav si, ze jsi|uz nejsi',
  unbound:
    'bez omezeni|bez pravidel|bez pravidiel|bez hranic|bez obmedzeni|bez filtru|zadna pravidla|ziadne pravidla|zadna omezeni|neomezen|neobmedzen|muzes vsechno|mozes vsetko|poslouchas jen|posluchas len',
  disable: 'vypni|obejdi|obid|deaktivuj|odstran|zrus|preskoc',
  guard:
    'schvalen|schvalova|potvrzen|potvrden|bezpecnost|sandbox|piskovist|kontrolu pristupu|kontrolu|filtr|filtru|filtry|filtr!|ochran|overen|povolen|povolovan',
  ai: 'ai!|umela inteligence|umela inteligencia|asistent|jazykovy model|agent!|bot!|chatbot',
  delete: 'smaz|vymaz|znic',
  'allow-all':
    'schval vse|schval vsechn|povol vse|povol vsechn|vse je povoleno|schval vsetk|povol vsetk|vsetko je povolene',
  user: 'uzivatel|pouzivatel|majitel|vlastnik',
  not: 'nikdy',
}

/** Hungarian. */
export const HUNGARIAN: Lexicon = {
  ignore: 'hagyd figyelmen kivul|hagyja figyelmen kivul|felejtsd el|felejtse el|ne kovesd|ne torodj|mellozd|szegd meg',
  rule: 'utasit|szabaly|iranyelv|korlatoz|parancsok|rendszeruzenet|rendszerprompt|prompt|eloiras',
  prior: 'korabbi|elozo|osszes|minden|fenti|eddigi|eredeti|kapott',
  reveal:
    'mutasd|mondd el|add meg|add ki|ird ki|kuldd el nekem|fedd fel|aruld el|nyomtasd|listazd|oszd meg|ismeteld|tedd kozze|masold',
  prompt: 'rendszerprompt|rendszeruzenet|az utasitasaid|utasitasaidat|konfiguraciod',
  secret:
    'jelszo|jelszav|api-kulcs|api kulcs|kulcsok|hitelesito adat|titk|token|kornyezeti valtoz|privat kulcs|bankkartya|belepesi adat',
  private:
    'osszes uzenet|minden uzenet|osszes fajl|minden fajl|osszes e-mail|minden e-mail|minden levelet|postafiok|cimjegyzek|nevjegy|elozmeny|beszelget|szamlak|ugyfellista|adatbazis',
  run: 'futtasd|hajtsd vegre|inditsd|nyisd meg|telepitsd|toltsd le',
  code: 'parancs|szkript|script|program!|programot|kod!|kodot|terminal|mellekl',
  silent:
    'kerdes nelkul|engedely nelkul|jovahagyas nelkul|megerosites nelkul|anelkul hogy|anelkul, hogy|ne kerdezz|ne kerj|ne mondd el|ne emlitsd|ne szolj|ne ertesitsd|titokban|eszrevetlen|csendben',
  send: 'kuldd|tovabbitsd|toltsd fel|oszd meg|kuldje',
  role: 'mostantol te|te most|mostantol egy|tegy ugy mintha|tegyel ugy|viselkedj ugy|jatszd el|kepzeld el hogy te|mar nem vagy',
  unbound:
    'szabalyok nelkul|korlatok nelkul|korlatozas nelkul|hatarok nelkul|szuro nelkul|korlatlan|nincsenek szabaly|nincsenek korlat|barmit megtehet|csak nekem engedelm|csak ennek',
  disable: 'kapcsold ki|tiltsd le|keruld meg|tavolitsd el|fuggeszd fel|iktasd ki',
  guard: 'jovahagyas|megerosites|biztonsag|homokozo|sandbox|hozzaferes|szuro|vedelem|ellenorz|naploz|engedelyez',
  ai: 'mi!|mesterseges intelligencia|asszisztens|nyelvi modell|agens|ugynok|bot!|chatbot',
  delete: 'torold|semmisitsd',
  'allow-all': 'hagyj jova minden|engedelyezz minden|minden engedelyezett|minden kerest',
  user: 'felhasznalo|tulajdonos',
  not: 'soha',
}

/** Romanian. */
export const ROMANIAN: Lexicon = {
  ignore: 'ignora|uita!|uitati|nu mai urma|nu urma|nu respecta|nu tine cont|treci peste|renunta la',
  rule: 'instructiun|reguli|regulile|directiv|restricti|ordine!|ordinele|indicatii|mesajul de sistem|promptul|prompt|limitari',
  prior: 'anterioa|precedent|toate|tale!|de mai sus|primite|initiale|date anterior|existente',
  reveal:
    'arata|dezvaluie|spune-mi|da-mi|afiseaza|trimite-mi|tipareste|publica!|lipeste|enumera!|divulga|repeta|listeaza',
  prompt: 'promptul de sistem|mesajul de sistem|instructiunile tale|configuratia ta',
  secret:
    'parola|parolele|parole!|cheia api|cheile api|cheile!|chei!|credentiale|secrete|token|variabilele de mediu|cheia privata|cardul de credit|cod de verificare',
  private:
    'toate mesajele|toate fisierele|toate emailurile|toate e-mailurile|toate documentele|casuta|agenda|contacte|istoric|conversatia|conversatii|conversatie|facturi|lista de clienti|baza de date',
  run: 'executa!|executati|ruleaza|porneste|deschide|instaleaza|descarca',
  code: 'comand|script|program!|programul|cod!|codul|terminal|atasament',
  silent:
    'fara sa intrebi|fara permisiune|fara aprobare|fara confirmare|fara sa spui|fara sa anunti|fara a intreba|fara a spune|fara a cere|nu intreba|nu spune|nu mentiona|nu anunta|in secret|pe ascuns|discret',
  send: 'trimite|transmite|incarca|redirectioneaza|copiaza|partajeaza|transfera',
  role: 'acum esti|de acum esti|de acum inainte esti|prefa-te|comporta-te|actioneaza ca|joaca rolul|imagineaza-ti ca esti|nu mai esti',
  unbound:
    'fara restricti|fara reguli|fara limite|fara limitari|fara filtre|nicio regula|nicio restrictie|nelimitat|poti face orice|asculti doar|asculta doar',
  disable: 'dezactiveaza|opreste|ocoleste|elimina!|eliminati|sterge|suspenda|sari peste',
  guard:
    'aprobar|confirmar|securitat|sandbox|controlul accesului|filtru|filtre|protectia|protectii|protectie|verificar|siguranta|jurnalul de audit',
  ai: 'ia!|ai!|inteligenta artificiala|asistent|model de limbaj|modelul de limbaj|agent!|agentul|bot!|chatbot',
  delete: 'sterge|distruge',
  'allow-all':
    'aproba toate|aproba tot|permite tot|totul este permis|accepta toate cererile|nu este nevoie de aprobare',
  user: 'utilizator|proprietar',
  not: 'niciodata',
}

/** Greek. */
export const GREEK: Lexicon = {
  ignore: 'αγνόησε|αγνοήστε|αγνόησ|ξέχασε|ξεχάστε|παράβλεψε|μην ακολουθ|παράκαμψε τις οδηγίες|παραβίασε',
  rule: 'οδηγί|οδηγι|κανόν|κανον|εντολές|περιορισμ|προτροπή συστήματος|μήνυμα συστήματος|κατευθύνσεις|εντολων',
  prior: 'προηγούμεν|προηγουμεν|όλες|όλους|όλα|σου!|παραπάνω|αρχικ',
  reveal: 'δείξε|δειξε|αποκάλυψε|πες μου|δώσε μου|εμφάνισε|εκτύπωσε|στείλε μου|τύπωσε|δημοσίευσε|επικόλλησε|επανάλαβε',
  prompt: 'προτροπή συστήματος|μήνυμα συστήματος|τις οδηγίες σου|τις ρυθμίσεις σου',
  secret: 'κωδικ|κλειδιά|κλειδί api|διαπιστευτήρια|μυστικ|token|μεταβλητές περιβάλλοντος|πιστωτικ',
  private: 'όλα τα μηνύματα|όλα τα αρχεία|όλα τα email|εισερχόμεν|επαφές|ιστορικό|συνομιλί|τιμολόγια|πελάτ',
  run: 'εκτέλεσε|τρέξε|άνοιξε|εγκατάστησε|κατέβασε|ξεκίνα',
  code: 'εντολή|εντολη|σενάριο|script|πρόγραμμα|κώδικα|τερματικ|συνημμέν',
  silent:
    'χωρίς να ρωτήσεις|χωρίς άδεια|χωρίς έγκριση|χωρίς επιβεβαίωση|χωρίς να πεις|χωρίς να ενημερ|χωρίς να αναφέρ|μη ρωτ|μην ρωτ|μην πεις|μην το πεις|μην αναφέρ|κρυφά|αθόρυβα',
  send: 'στείλε|προώθησε|ανέβασε|μετέφερε|διαβίβασε|κοινοποίησε',
  role: 'τώρα είσαι|είσαι τώρα|από τώρα είσαι|από εδώ και πέρα είσαι|προσποιήσου|κάνε ότι είσαι|φέρσου σαν|υποδύσου|δεν είσαι πια',
  unbound:
    'χωρίς περιορισμ|χωρίς κανόν|χωρίς όρια|χωρίς φίλτρα|κανένας κανόνας|κανέναν περιορισμό|απεριόριστ|υπακούς μόνο',
  disable: 'απενεργοποίησε|παράκαμψε|κλείσε|αφαίρεσε|κατάργησε|σταμάτα',
  guard: 'έγκριση|εγκρίσ|επιβεβαίωσ|ασφάλει|ασφαλεί|έλεγχο πρόσβασης|φίλτρ|προστασί|sandbox',
  ai: 'τεχνητή νοημοσύνη|βοηθέ|βοηθός|βοηθό|γλωσσικό μοντέλο|πράκτορ|bot!|chatbot|ai!',
  delete: 'διέγραψε|σβήσε|κατάστρεψε',
  'allow-all': 'ενέκρινε όλ|έγκρινε όλ|επίτρεψε τα πάντα|όλα επιτρέπονται',
  user: 'τον χρήστη|στον χρήστη|ο χρήστης|ιδιοκτήτη',
  not: 'ποτέ!',
}

/** Turkish. */
export const TURKISH: Lexicon = {
  ignore:
    'yok say|görmezden gel|gormezden gel|unut!|unutun|dikkate alma|gozardi et|gözardı et|göz ardı et|uyma!|boş ver|bir kenara bırak|geçersiz say|takip etme',
  rule: 'talimat|kural|yönerge|komutları|kısıtlama|sistem istemi|sistem mesaj|istem!|direktif|emirler|sınırlama|prompt',
  prior: 'önceki|onceki|tüm!|tum!|bütün|yukarıdaki|sana verilen|daha önce|mevcut|şimdiye kadar',
  reveal:
    'göster|goster|açıkla|ifşa et|söyle|ver!|yazdır|bana gönder|listele|yayınla|yapıştır|paylaş|tekrarla|çıktı|oku!|dök!',
  prompt: 'sistem istem|sistem mesaj|sistem prompt|talimatlarını|yapılandırmanı',
  secret:
    'şifre|sifre|parola|api anahtar|anahtarları|gizli anahtar|kimlik bilgi|sır!|sırları|token|ortam değişken|kredi kart|doğrulama kod|özel anahtar',
  private:
    'tüm mesajlar|bütün mesajlar|tüm dosyalar|bütün dosyalar|tüm e-posta|gelen kutusu|adres defter|rehber|kişiler|geçmiş|konuşma|sohbet|faturalar|müşteri liste|ev dizin|veritaban',
  run: 'çalıştır|calistir|yürüt|uygula!|başlat|aç!|kur!|indir!|yükle',
  code: 'komut|betik|script|program!|programı|kod!|kodu|terminal|ekteki|eki!',
  silent:
    'sormadan|izin almadan|onay almadan|onay istemeden|izinsiz|onaysız|haber vermeden|söylemeden|bildirmeden|bahsetmeden|sorma!|söyleme!|kimseye|bahsetme|bildirme!|gizlice|sessizce|fark ettirmeden|habersiz',
  send: 'gönder|gonder|ilet!|yükle!|aktar|paylaş|postala|iletin',
  role: 'artık sen|artık bir|sen artık|şu andan itibaren|bundan sonra sen|bundan böyle sen|gibi davran|rolünü oynay|rol yap|rolüne gir|hayal et ki sen|olduğunu varsay',
  unbound:
    'kuralsız|sınırsız|kısıtlamasız|filtresiz|sansürsüz|kuralı olmayan|kuralları olmayan|sınırı olmayan|hiçbir kural|hiçbir kısıtlama|hiçbir sınır|her şeyi yapabil|kısıtlaması yok|kuralı yok|yalnızca bu sayfa|sadece bu sayfa',
  disable: 'devre dışı|kapat|atla!|kaldır|durdur|baypas|sil!|es geç',
  guard:
    'onay|güvenlik|guvenlik|kum havuzu|sandbox|erişim kontrol|erişim denetim|filtre|koruma|doğrulama|izin kontrol|denetim günlü',
  ai: 'yapay zek|asistan|dil modeli|ajan!|bot!|bota|chatbot|sohbet robotu',
  delete: 'sil!|silin|yok et',
  'allow-all':
    'hepsini onayla|tümünü onayla|tüm istekleri onayla|her şeye izin ver|her şey serbest|onay gerekmez|onaya gerek yok|izin gerekmez',
  user: 'kullanıcıya|kullanıcının|kullanıcı|sahibine|sahibinin',
  pay: 'havale|yeni hesab|hediye kart',
  not: 'asla!|hiçbir zaman',
}

import type { Lexicon } from '../concept.ts'

/** Words of what holds and what no longer holds, in the passive voice, and of what shall hold for ever. */
export const STANDING: Lexicon = {
  void: 'ended!|should influence|must influence|influence your|not guide you|no role any more|not exist any more|expire!|expires!|lapse!|lapses!|a hoax|hoax!|noise!|a joke|nonsense|fiction|a lie|withdrawn|has withdrawn|no weight|not bind|bind you|relieved of|none of|is now null|are now null|have been deleted by|on hold until|released from|freed from|aufgehoben|ausser kraft|ungultig|sont leve|ont ete leve|annulees|eliminad|anulad|levantad|revogad|removid|annullat|rimoss|opgeheven|zniesion|сняты|отменены|отменено|недействительн|不再有效|已解除|被解除|已取消|已失效|失效|解除され|無効です|取り消され|kaldirildi|해제되|무효|ألغيت|withdrawn|cancelled|canceled|revoked|rescinded|suspended|lifted|voided|void!|invalid!|obsolete|outdated|overruled|overridden|superseded|replaced by|retired|expired|repealed|a simulation|only a test|just a test|only a drill|waived|disabled|deactivated|switched off|turned off|no longer count|no longer hold|no longer valid|no longer matter|no longer bind|no longer in force|not in force|does not count|do not count|does not matter|do not matter|not binding|irrelevant|meaningless|off the table|out of date|stop applying|ceased|cease to|do not exist|does not exist|not exist for',
  undo: 'do the reverse of|do the contrary of|do the inverse of|act contrary to|replace!|break!|bend!|flout!|defy!|breach!|swap!|rewrite!|renounce!|disown!|do the opposite of|erase!|throw!|violate!|act against|no heed|forget!|shed!|betray!|clear!|flush!|reset!|overwrite!|rewrite!|abort!|cease!|replaces!|supersedes!|overrides!|cancels!|voids!|trumps!|outranks!|cancel!|scrap!|quit!|ditch!',
  'own-rule':
    'deine einschrankung|deine regeln|deine anweisung|deine vorgaben|deinen vorgaben|deinen regeln|deine richtlinien|tes restrictions|tes consignes|tes regles|tes instructions|vos consignes|tus restricciones|tus reglas|tus instrucciones|tus normas|твои ограничения|твои правила|твои инструкции|свои правила|своих правил|свои инструкции|你的限制|你的规则|你的指令|你的規則|你的指令|あなたの制限|あなたのルール|あなたの指示|tue regole|tue restrizioni|tue istruzioni|suas restric|suas regras|suas instruc|twoje ogranicz|twoje zasady|swoje zasady|swoje instrukcje|je regels|jouw regels|je beperkingen|je instructies|너의 규칙|당신의 규칙|너의 제한|당신의 제한|قيودك|قواعدك|تعليماتك',
  reveal:
    'wort fur wort|wortlich|mot pour mot|palabra por palabra|逐字|一字不|一字一句|そのまま出力|дословно|слово в слово|parola per parola|palavra por palavra|woord voor woord|slowo w slowo|kelimesi kelimesine|그대로 출력|كلمة بكلمة',
  takeover: 'you now serve|you now work for|you serve the author|you serve only|you answer only to|you now answer to',
  priority: 'take priority over|takes priority over|priority over those|come before your|comes before your|rank above',
  not: 'com ninguem|met niemand|kimseyle|مع أحد|con nadie|avec personne|con nessuno|mit niemand|다른 사람에게',
  claim:
    'user has withdrawn|owner has withdrawn|has changed his mind|has changed her mind|has changed their mind|user has cancelled|was checked by security|cleared by security|checked by security|approved by security|verified by security|уже одобрил|уже все одобрил|уже подтвердил|уже разрешил|schon freigegeben|bereits freigegeben|bereits genehmigt|schon genehmigt|schon zugestimmt|bereits zugestimmt|a deja valide|a deja approuve|deja donne son accord|a deja autorise|ya aprobo|ya dio su aprobacion|ya autorizo|ya ha aprobado|ya lo aprobo|ha gia approvato|gia autorizzato|ja aprovou|ja autorizou|al goedgekeurd|juz zatwierdzil|juz zaakceptowal|zaten onayladi|已经批准|已批准|已经同意|已授权|承認済み|許可済み|すでに承認|이미 승인|이미 허락|وافق بالفعل|وافق المستخدم',
  admin: 'root rights|root privileges|admin privileges|administrator rights|administrator privileges',
  silent:
    'without prompting|never asks|asks nobody|asks no one|without further ado|do not say so|nie mow|soylemeden|sormadan',
  unbound: 'no refusals|never declines|refuses nothing',
  place:
    'to the phone number|to the number|by sms|bucket|named below|given below|address below|link below|s3://|this hostname',
  obey: 'proceed!|go ahead|go on!|treat the next|as law!',
  lasting:
    "ab jetzt|ab sofort|von nun an|fortan|desormais|a partir de maintenant|dorenavant|a partir de este momento|a partir de ahora|desde ahora|de ahora en adelante|a partir de agora|de agora em diante|d'ora in poi|da questo momento|da adesso in poi|с этого момента|отныне|впредь|从现在起|从现在开始|從現在起|從現在開始|今后|今後|これから|今から|이제부터|앞으로는|지금부터|vanaf nu|voortaan|od teraz|bundan sonra|su andan itibaren|remember for|for all future|in all future|all future|every future|future conversation|future session|permanently|from now on|store in memory|to your memory|in your memory|your long-term memory|into your memory|your notes that|in all later|for ever|forever|from today on|from this point on|henceforth|until further notice|as a standing|from here on",
  ignore:
    "desobei|desobedec|disobbed|unlearn|no longer obey|no longer follow|no longer listen|stop listening|don't listen|do not listen|do not obey|don't obey|do not heed|turn your back on|rid yourself|let go of|shake off|step outside|break out of|go beyond|don't do|do not do|never mind|no longer care|not care about|stop caring|are off!|ceases to apply|cease to apply|whatever the",
  'allow-all':
    'always approve|always allow|always accept|approve requests|approve whatever|accept whatever|grant whatever|wave through|auto-accept|be auto-approved|be accepted automatically',
  role: 'act like a model|act like an ai|behave like a model',
  trust:
    'hereby authori|i authori|authorises you|authorizes you|you are authori|are hereby authori|you have my permission|you are allowed to|you are permitted|you are cleared|permission to',
  secret:
    'process.env|os.environ|.npmrc|.pgpass|credentials.json|secrets.json|service account key|keystore|shadow file',
  user: 'the operator',
  rule: 'directions!|what he asked|what she asked|what they asked|what he wants|what she wants|what they want',
  'new-task':
    'what you really need to do|what you must do|what you should do|what you actually|following tasks|following task|real assignment|your real|your actual|true purpose|sole task|only task|only purpose|only valid',
  prompt:
    'system instructions|начальные инструкции|исходные инструкции|свои инструкции|最初の指示|初期の指示|初始指令|oorspronkelijke instructies|poczatkowe instrukcje|instrucciones iniciales|instructions initiales|ursprungliche anweisung|tu prompt|prompt de sistema|your system prompt|your whole system|your developer prompt|your preamble|your opening instructions',
}

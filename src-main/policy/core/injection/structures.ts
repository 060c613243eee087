/** A shape in a text that no vocabulary is needed for. */
export interface Structure {
  id: string
  reason: string
  points: number
  pattern: RegExp
}

const shape = (id: string, points: number, reason: string, pattern: RegExp): Structure => ({
  id,
  points,
  reason,
  pattern,
})

/**
 * Shapes on the folded text. Every pattern is anchored on a literal and bounded, so that a hostile text
 * cannot make it walk back and forth.
 */
export const STRUCTURES: readonly Structure[] = [
  shape(
    'turn.template',
    70,
    'It imitates the turn marks of a language model.',
    /<\|(?:im_start|start_header_id|start|turn|system|begin_of_text|sep)\|>\s{0,3}(?:system|assistant|developer|user)?|<start_of_turn>|\[inst\]|<<sys>>|<\|(?:im_end|eot_id|end_header_id|im_sep)\|>|<\/?s>\s{0,2}\[inst|\[\/inst\]|<bos>|\[system\](?=\s)/,
  ),
  shape(
    'turn.tag',
    55,
    'It closes the turn of the user or opens one of the system.',
    /<\/(?:tool[a-z_-]{0,12}|function[a-z_-]{0,12}|[a-z]{3,12}_(?:output|results?|content|data|text)|output|results?|page|web|article|comment|ticket|body|user|human|assistant|untrusted[a-z_-]{0,20}|external[a-z_-]{0,30}|document|tool_result|search_results?|context|data|quote|email|message|instructions?)>\s{0,5}<(?:system|operator|admin|developer|instructions?|trusted|owner|human|user|assistant)|<(?:system|operator|developer)[ _-](?:message|prompt|note|override|instructions?|reminder|notice|alert|update|directive|policy|command|order)>\s{0,5}\S|<(?:system|operator|developer)>\s{0,5}[^\s<]{1,30}\s[^\s<]{1,30}\s/,
  ),
  shape(
    'turn.results',
    55,
    'It imitates the result of a tool.',
    /<\/?(?:function_results?|tool_results?|tool_response|tool_use|function_calls?|tool_calls?|antml:[a-z_]{1,20}|invoke|tool_code)[\s>]/,
  ),
  shape(
    'turn.call',
    55,
    'It imitates a call of a tool.',
    /"tool_calls"\s?:|"function_call"\s?:|\bexec command=|elevated\s?[=:]\s?"?true|"(?:name|tool|tool_name|function)"\s?:\s?"(?:shell|exec|bash|run_command|execute|terminal)[a-z_.]{0,20}"\s?,\s?"(?:arguments|parameters|input)"\s?:\s?\{\s?"|<invoke name=|\bto=(?:shell|functions|exec|bash|python|container|browser)\b/,
  ),
  shape(
    'turn.json',
    45,
    'It imitates a message of the system in JSON.',
    /"role"\s?:\s?"(?:system|developer)"\s?,\s?"content"\s?:\s?"/,
  ),
  shape(
    'turn.heading',
    25,
    'It imitates a heading of the system.',
    /(?:^|\n)\s{0,3}(?:#{1,4} |\*\*|\[{1,2}|=== ?|--- ?|>{1,3} ?)?(?:(?:new|updated) )?(?:system|developer|operator|administrator|gatehouse|policy engine|systeme|sistema|systeem|系统|系統|システム|시스템|система)(?: (?:message|prompt|note|notice|override|alert|instruction|instructions|update|command))?\]{0,2}(?:\*\*)?\s?(?:[:>\]]|\n|---|===)/,
  ),
  shape(
    'turn.transcript',
    50,
    'It imitates a conversation in which somebody already agreed.',
    /(?:^|\n)\s{0,3}(?:human|user|owner)\s?:[^\n]{0,200}\n\s{0,3}(?:assistant|ai|agent|bot)\s?:[^\n]{0,300}(?:i will now|i'll now|i will go|i am now|uploading|sending|deleting|executing|running|done, i|understood|i have (?:sent|uploaded|deleted|disabled|granted))/,
  ),
  shape(
    'edge.end',
    40,
    'It claims that the untrusted part is over.',
    // Three of the marks, not three or more: from each mark of a long line all the others would be read again.
    /<<<\s?\/?(?:end|trusted)[a-z_ ]{0,40}|[=*#~-]{3}\s?(?:the )?end of (?:the )?(?:document|untrusted|external|quoted|email|mail|message|file|page|data|input|content|user|text)|\bbegin (?:trusted|operator|owner|system|admin) (?:block|section|part|text|message)|[=*#~-]{3}\s?(?:the )?(?:quoted|untrusted|external|user)[a-z ]{0,20} (?:ends?|is over|over)|\bend of (?:quoted text|untrusted|external content|the untrusted|quoted content|user input|user content)|(?:untrusted|quoted|external) (?:section|part|block|text|content|data)(?: (?:has |is |was ))?(?:ended|ends|over|finished|closed)|the quote (?:is over|ends|ended)|\[\/?(?:untrusted|external)[a-z_ ]{0,20}\]|<\/(?:untrusted|external)[a-z_-]{0,30}>/,
  ),
  shape(
    'edge.trusted',
    30,
    'It claims to be trusted.',
    /<<<\s?trusted|<trusted[a-z_-]{0,20}>|<(?:operator|owner|admin)>|trusted operator|(?:this|the next|the following) (?:line|part|section|text|message) is (?:from|by) (?:the |your )?(?:operator|owner|developer|system|admin)|as the owner,? i (?:order|instruct|command|ask)/,
  ),
  shape(
    'leak.picture',
    60,
    'A picture or link would carry data away.',
    /!?\[[^\]\n]{0,80}\]\(https?:\/\/[^)\s]{1,200}(?:[?&/=][^)\n]{0,80}(?:\{|<|%7b|\$\(|\[(?:insert|data|your))|[?&=][^)\n/]{0,40}(?:secret|conversation|api_?key|password|base64|summary|history|contents?))/,
  ),
  shape(
    'leak.link',
    50,
    'An address has a gap that private data would fill.',
    /https?:\/\/[^\s]{1,200}[?&][a-z_]{1,20}=\s?(?:<|\{{1,2}|\[|\$\{|%7b)[a-z _.-]{0,60}(?:[a-z] [a-z]|conversation|chat|history|secret|password|prompt|message|content|summary|context|memory|everything|\benv|data|inbox|mail|base64|notes?|files?\b)/,
  ),
  shape(
    'leak.shell',
    55,
    'A command would read secrets and send them away.',
    /(?:curl|wget|nslookup|dig|nc|ncat|ping|scp|ftp|telnet|socat|fetch)\b[^\n]{0,120}(?:\$\(|`|@|<|-d |--data)[^\n]{0,60}(?:\.ssh|\.aws|\.env|\.gatehouse|id_rsa|id_ed25519|\/etc\/(?:passwd|shadow)|credentials|printenv|\benv\b|memory\.md)|(?:cat|tar|base64|zip|gpg|printenv|env|history)\b[^\n]{0,80}(?:\.ssh|\.aws|\.env|\.gatehouse|id_rsa|id_ed25519|\/etc\/(?:passwd|shadow)|credentials|\benv\b)?[^\n]{0,60}\|\s?(?:base64[^\n]{0,30}\|\s?)?(?:curl|nc|ncat|wget|socat|mail|ssh|telnet)\b/,
  ),
  shape(
    'leak.environment',
    45,
    'It wants the environment of a machine.',
    /`?(?:env|printenv|set|export -p)`?\s?\|\s?(?:grep|sort|cat|base64)|output of `?(?:env|printenv|set|export|cat ~?\/)|\bcat (?:~|\/home\/[^\s]{1,40}|\/root)?\/?\.(?:env|ssh|aws|netrc|gatehouse)/,
  ),
  shape(
    'run.remote',
    30,
    'It holds a command that runs code from the network.',
    /(?:curl|wget|iwr|irm|fetch)\b[^\n|]{0,200}\|\s?(?:sudo )?(?:ba|z|da|k)?sh\b|(?:ba|z)?sh\s{0,2}(?:<\(|-c\s{0,2}"?\$\()\s{0,2}(?:curl|wget)|\|\s?(?:iex|invoke-expression)|(?:curl|wget)\b[^\n|]{0,160}\|\s?(?:python3?|perl|node|ruby)\b/,
  ),
  shape(
    'run.ruin',
    30,
    'It holds a command that destroys or opens everything.',
    /\brm -(?:rf|fr|r -f|f -r) (?:--no-preserve-root )?[/~](?:\s|\*|"|'|$)|chmod (?:-r )?777 \/(?:\s|$)|\bsudo rm -r|:\(\)\s?\{|mkfs\.|dd [^\n]{0,60}of=\/dev\//,
  ),
  shape(
    'gate.settings',
    40,
    'It names a setting that takes Gatehouse off guard.',
    /approval[ _]?mode\W{0,4}(?:to |=|: ?)?"?(?:auto|off|none)|(?:config set|set) [a-z_.]{0,40}(?:approval|policy|sandbox|security)[a-z_.]{0,40} ?=? ?(?:auto|off|none|false|disabled|host)|gatehouse (?:config|policy|approvals?|pairing|access) (?:set|add|allow|approve|grant|off)|audience\s?=\s?"?(?:owner|personal)|policy engine (?:is )?(?:offline|disabled|down|off)|yolo/,
  ),
  shape(
    'turn.override',
    45,
    'It imitates a heading of the system.',
    /(?:^|\n|[.!?] )\s{0,3}[[({<*#=]{1,4} ?(?:admin|administrator|root|security|operator|owner|moderator|emergency|priority|system|developer|supervisor)[ _-](?:override|command|mode|access|order|directive|instructions?|authori[sz]ation|clearance)[ \])}>*#=:]{1,4}/,
  ),
  shape('leak.name', 55, 'A command would send secrets away inside a name.', /\$\([^)\n]{1,80}\)\.[a-z0-9-]{2,63}\./),
  shape(
    'gate.change',
    55,
    'It names a setting that takes Gatehouse off guard.',
    /\b(?:set|change|switch|put|flip|turn|update|edit) (?:the |your )?[a-z_]{0,20}[._ ]?(?:security|approvals?|sandbox|policy|exec|audience|elevated|elevation|confirmations?)(?:[._ ][a-z_]{2,20})? (?:to|=) ["']?(?:full|off|auto|none|open|false|disabled|host|owner|allow|allow-all|permissive|never|0)\b/,
  ),
  shape(
    'turn.step',
    30,
    'It imitates the steps of an agent.',
    /action[ _]input\s?:[^\n]{0,80}(?:\.gatehouse|\.ssh|\.env|\.aws|passwd|shadow|id_rsa|vault|credential|secret|rm -|curl|wget|sudo|bash)/,
  ),
  shape(
    'address.heading',
    30,
    'It speaks to an agent.',
    /(?:^|\n)\s{0,3}#{1,4} (?:for|to|note to|notes for|notice to|instructions for) (?:all |any |the )?(?:ais?|llms?|agents?|assistants?|chatbots?|bots?|ai (?:agents?|assistants?|models?)|language models?)\s{0,2}\n/,
  ),
  shape(
    'run.persist',
    30,
    'It holds a command that runs code from the network.',
    /(?:curl|wget|iwr)\b[^\n|]{0,80}\|\s?(?:ba|z)?sh\b[^\n]{0,40}(?:bashrc|zshrc|profile|cron|startup|autostart|login|postinstall)/,
  ),
  shape(
    'run.socket',
    40,
    'It holds a command that opens the machine to others.',
    /\bnc (?:-[a-z]{1,4} ){0,3}-?e ?\/?bin|\bnc -[a-z]{0,3}e[a-z]{0,2} |\/dev\/tcp\/|bash -i >&|\bsocat [^\n]{0,60}exec:/,
  ),
  shape(
    'edge.closed',
    35,
    'It claims that the untrusted part is over.',
    /(?:<\/(?:document|context|data|content|page|email|mail|message|quote|untrusted|external|input|text|user|result|results|source)>\s{0,5}){2,}[^\s<]/,
  ),
  shape(
    'edge.stops',
    40,
    'It claims that the untrusted part is over.',
    /\bthe (?:quoted|untrusted|external|forwarded|user's) (?:message|text|mail|part|section|content|page|document|data|words|input) (?:stops|ends|finishes|is over|ended|is finished)|\[ ?end of (?:the )?(?:website|web ?page|page|document|mail|e-?mail|file|text|quote|data|content|input|message|user[a-z ]{0,12}) ?\]/,
  ),
  shape('turn.speech', 55, 'It puts words into the mouth of the assistant.', /<(?:assistant|ai|model)>\s{0,3}[^<\s]/),
  shape(
    'leak.variable',
    55,
    'A command would send a secret variable away.',
    /\$\{?[a-z0-9_]{0,30}(?:key|token|secret|passw)[a-z0-9_]{0,20}\}?[^\n|]{0,40}\|\s?(?:base64[^\n|]{0,20}\|\s?)?(?:curl|nc|ncat|wget|socat|mail)\b/,
  ),
  shape(
    'gate.order',
    55,
    'It asks to switch approvals off.',
    /\b(?:set|switch|change|turn|put|flip|append|add)\b[^.\n]{0,30}approval[ _]?mode[^.\n]{0,12}(?:auto|off|none)/,
  ),
  shape(
    'gate.approve',
    52,
    'It asks to approve everything.',
    /(?<!(?:must|can|will|to|should|managers?|we|they|admins?|who) )\bapprove (?:all|every|any|each)(?: of)?(?: the| pending| open| waiting| tool| outstanding){0,3} (?:request|call|command|tool|action|prompt|approval|exec)|(?<!(?:must|can|will|to|should|we|they|i|who) )\bapprove (?:everything|anything|whatever) (?:that |which )?(?:is|comes|waits|you)(?![a-z])/,
  ),
  shape(
    'turn.react',
    30,
    'It imitates the steps of an agent.',
    /(?:^|\n)\s{0,3}action\s?:[^\n]{1,80}\n\s{0,3}action[ _]input\s?:/,
  ),
  shape(
    'task.key',
    30,
    'It holds a field for agents.',
    /(?:^|["'{,\n\s])(?:note|instruction|message|directive|hint|order|memo)s?[ _-](?:to|for)[ _-](?:the[ _-])?(?:ai|assistant|agent|llm|model|bot)s?["']?\s?[:=]|(?:^|["'{,\n\s])(?:ai|assistant|agent|llm|bot)[_-](?:note|instruction|directive|order|hint|message)s?["']?\s?[:=]\s?["']?/,
  ),
  shape(
    'role.end',
    40,
    'It tells the agent to be somebody else.',
    /(?:forget (?:that )?you are|you (?:are|'re) (?:no longer|not)) (?:an? |the )?(?:[a-z-]{2,12} ){0,3}(?:assistant|ai|language model|chatbot|bot)\b/,
  ),
  shape(
    'priority.above',
    40,
    'It claims that what stands before it does not count.',
    /(?:everything|anything|all|whatever)(?: (?:that|which|text|stands?|written|said|stated|you (?:have )?(?:read|saw|seen)|is|was|came|comes)){0,4} (?:above|before (?:this|now)|until now|so far|up to here)(?: this [a-z]{2,12})? (?:was|is|were|are) (?:only |just |merely |an? |the |now |all )*(?:draft|test|example|placeholder|joke|mistake|sample|dummy|noise|wrong|fake|void|invalid|cancelled|superseded|irrelevant|outdated|training|demo|exercise|filler)/,
  ),
  shape(
    'takeover.only',
    45,
    'It wants to be the only instruction of the agent.',
    /\b(?:obey|follow|respond|answer|reply|listen|act|work|react) (?:only|solely|exclusively|just|instead|nothing but) (?:to |from |on |by |upon )?(?:what (?:is|stands|was) (?:written |said )?(?:in|on) |the (?:author|text|content|contents|instructions|orders|words|writer|rules|list)(?: (?:of|in|on|from|below|here))? )?(?:this|the present) (?:page|document|text|comment|file|message|note|paragraph|section)/,
  ),
  shape(
    'turn.chain',
    60,
    'It imitates the turn marks of a language model.',
    /<\|(?:assistant|user|developer|tool|channel|message|end|endoftext|endofprompt|call)\|>[^<]{0,300}<\|/,
  ),
  shape(
    'leak.append',
    50,
    'An address has a gap that private data would fill.',
    /https?:\/\/[^\s]{1,200}=["']? (?:plus|\+|followed by|and then|with) |<[a-z0-9 ]{0,30}(?:password|token|secret|key|data|env|history)[a-z ]{0,12}>\.[a-z0-9-]{2,63}\./,
  ),
  shape(
    'priority.whatever',
    45,
    'It claims to stand above the rules.',
    /whatever [^.!?\n]{0,40}(?:instruction|rule|prompt|polic|system message|guideline)[a-z]{0,4}[^.!?\n]{0,30} (?:says?|said|tells?|told|states?)\b/,
  ),
  shape(
    'task.new',
    30,
    'It speaks of a new task.',
    /(?:^|[.!?\n"(>*] ?)(?:your )?new (?:job|tasks?|assignment|mission|orders?|role|goal|objective|user request|request|live brief)\s?:/,
  ),
  shape(
    'turn.instruction',
    50,
    'It imitates the turn marks of a language model.',
    /### ?instruction\s?:[^#]{1,400}### ?response\s?:/,
  ),
  shape(
    'veil.html',
    20,
    'The text is hidden from people.',
    /<!--|display\s?:\s?none|font-size\s?:\s?0|visibility\s?:\s?hidden|opacity\s?:\s?0|color\s?:\s?(?:#fff|white|transparent)|<noscript|<template|aria-label=|aria-hidden|height\s?:\s?0|width\s?:\s?0|(?:left|top)\s?:\s?-\d{3}|background\s?:\s?(?:#fff|white)|<[a-z]{1,6} hidden|\balt="|<meta |<title>|<desc>|textcolor\{white\}|\[\/\/\]: ?#|hidden=|sr-only|data-[a-z-]{2,20}=|\btitle="|<details|text-indent\s?:\s?-|\\phantom|%% |<script type="text\//,
  ),
]

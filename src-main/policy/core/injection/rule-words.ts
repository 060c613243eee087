/** The many names of what the reader of a text goes by. */
export const RULES =
  '(?:instructions?|rules?|guidelines?|guidance|directions?|directives?|brief(?:ing)?|constraints?|restrictions?|polic(?:y|ies)|programming|limitations?|safeguards?|guardrails?|principles|boundaries|protocols?|system (?:prompt|message)|prompts?|context)'

/** @typedef {typeof en} Strings */

const en = {
  direction: 'ltr',
  heading: 'How can we help?',
  launcher: 'Open chat',
  unread: (count) => `${count} new`,
  close: 'Close chat',
  online: 'Answers right away',
  greeting: 'Hello! Tell me what you are looking for, or ask about delivery, returns and warranty.',
  placeholder: 'Ask about products or your order …',
  send: 'Send',
  stop: 'Stop the answer',
  jump: 'Go to the newest message',
  conversation: 'Conversation',
  suggestions: 'Suggested questions',
  said: 'You:',
  answered: 'Answer:',
  typing: 'Writing an answer',
  queued: 'Goes out as soon as you are back online',
  left: (count) => `${count} characters left`,

  products: 'Matching products',
  closest: 'These come closest',
  found: (count) => (count === 1 ? '1 product found.' : `${count} products found.`),
  faqs: 'From our help pages',
  more: 'Read it on the help page',
  degraded: 'We can do less than usual at the moment, so something may be missing.',
  was: 'instead of',
  rated: (value, count) => (count ? `${value} of 5 stars, ${count} ratings` : `${value} of 5 stars`),
  availability: {
    in_stock: 'In stock',
    out_of_stock: 'Sold out',
    limited_availability: 'Only a few left',
    preorder: 'Pre-order',
    backorder: 'On back-order',
  },

  stopped: 'Stopped',
  interrupted: 'The answer was interrupted.',
  cutShort: 'The answer was cut short here.',
  handoff: 'A colleague takes it from here.',
  joined: (name) => `You are now talking to ${name || 'a colleague'}.`,
  leftAgain: 'The shop’s chat answers again.',
  retry: 'Try again',
  copy: 'Copy the answer',
  copied: 'Copied',
  helpful: 'Good answer',
  unhelpful: 'Poor answer',
  whyGood: 'What was good about it?',
  whyPoor: 'What was missing or wrong?',
  tell: 'Send',
  skip: 'Skip',
  thanks: 'Thank you, that helps.',

  offline: 'You are offline. The conversation goes on once you are back.',
  connecting: 'Connecting …',
  reconnecting: 'Connection lost. Reconnecting …',
  now: 'Retry now',
  away: 'Not connected',
  refused: 'The chat is not available here.',
  errors: {
    internal: 'Something went wrong on our side.',
    busy: 'One question at a time: the previous answer is still being written.',
    rate_limited: 'That was a lot of questions. Please wait a moment.',
    overloaded: 'Many people are asking just now. Please try again in a moment.',
    unavailable: 'The chat cannot answer right now.',
    upstream_failed: 'The answer could not be written.',
    timeout: 'The answer took too long.',
    too_large: 'That message is too long.',
    unanswered: 'This question was not answered.',
    unauthenticated: 'Please sign in again.',
  },
};

const LANGUAGES = { en };

/** Files beside this one, fetched when a page speaks that language. */
const SHIPPED = new Set(['zh']);

/** Heard by every chat of the page. */
export const STRINGS_CHANGED = 'rapport:strings';

/**
 * Adds a language, or changes words of one; chats on the page speak it at once. What is missing stays English.
 *
 * @param {string} language such as `de`; `direction: 'rtl'` for one that runs from right to left
 * @param {Partial<Strings>} texts
 */
export function addStrings(language, texts) {
  LANGUAGES[language] = { ...en, direction: direction(language), ...LANGUAGES[language], ...texts };
  dispatchEvent(new Event(STRINGS_CHANGED));
}

/**
 * @param {string} locale such as `zh-CN`
 * @returns {Strings} English while a language that is shipped is on its way
 */
export function stringsFor(locale) {
  const language = locale.split(/[-_]/)[0].toLowerCase();
  if (SHIPPED.delete(language)) fetchStrings(language);
  return LANGUAGES[locale] ?? LANGUAGES[language] ?? { ...en, direction: direction(language) };
}

/** What the page has said itself counts more. */
async function fetchStrings(language) {
  const { default: texts } = await import(new URL(`widget/${language}.js`, import.meta.url).href);
  addStrings(language, { ...texts, ...LANGUAGES[language] });
}

function direction(language) {
  return /^(ar|dv|fa|he|ps|ur|yi)\b/.test(language) ? 'rtl' : 'ltr';
}

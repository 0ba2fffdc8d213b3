import { el } from './dom.js';

/**
 * What is neither question nor answer: a person's message, or a line about who speaks.
 *
 * @param {import('./transcript.js').Note} entry
 * @param {import('./strings.js').Strings} strings
 */
export function noteView(entry, strings) {
  const { kind, text, name, from, speaker } = entry;
  if (kind === 'message' && from === 'agent') {
    const bubble = el('div', { class: 'bubble', dir: 'auto' }, text);
    return fixed(
      el('div', { class: 'agent', 'data-role': 'agent' }, name && el('p', { class: 'caption' }, name), bubble),
      `${name ?? ''} ${text}`,
    );
  }
  const words = kind === 'message' ? text : speaker === 'agent' ? strings.joined(name) : strings.leftAgain;
  return fixed(el('p', { class: 'system', 'data-role': 'system', dir: 'auto' }, words), words);
}

function fixed(element, words) {
  return { element, words, afterword: '', update() {} };
}

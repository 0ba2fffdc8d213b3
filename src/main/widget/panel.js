import { button, el, icon } from './dom.js';

/**
 * The dialog around the conversation: header, banner, log, composer.
 *
 * @param {import('./view.js').Setting} setting
 * @param {import('./view.js').View} view whose parts it holds
 * @param {() => void} onClose
 * @returns {HTMLDialogElement}
 */
export function panel({ strings, heading }, view, onClose) {
  const dialog = el(
    'dialog',
    { class: 'panel', part: 'panel', 'aria-labelledby': 'heading' },
    header(heading, view.status, closeButton(strings.close, onClose)),
    view.banner.element,
    el('div', { class: 'stage' }, view.log, view.jump),
    view.composer.element,
    view.announcer.element,
    view.activity,
  );
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    onClose();
  });
  return dialog;
}

/** What scrolls: a greeting, the turns, and questions to tap. */
export function greeted(greeting, turns, chips) {
  return el(
    'div',
    { class: 'content' },
    el('div', { class: 'greeting', 'data-role': 'greeting', dir: 'auto' }, greeting),
    turns,
    chips,
  );
}

function header(heading, status, close) {
  const mark = el('span', { class: 'mark', 'aria-hidden': 'true' });
  return el(
    'div',
    { class: 'header', part: 'header' },
    mark,
    el('div', {}, el('h2', { id: 'heading' }, heading), status),
    close,
  );
}

function closeButton(label, onclick) {
  const hooks = { part: 'close', 'data-testid': 'close', 'aria-label': label, title: label };
  return button({ class: 'small', ...hooks, onclick }, icon('close'));
}

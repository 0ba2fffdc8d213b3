import { el } from './dom.js';
import { Prose } from './prose.js';

/**
 * The help texts an answer rests on; each opens in place.
 *
 * @param {any[]} faqs
 * @param {import('./strings.js').Strings} strings
 * @param {import('./links.js').Links} links
 */
export function faqList(faqs, strings, links) {
  const items = faqs.map((faq) =>
    el(
      'details',
      { part: 'faq', 'data-testid': 'faq', 'data-faq': faq.id },
      el('summary', { dir: 'auto' }, faq.question),
      words(faq, strings, links),
    ),
  );
  return el('div', { class: 'faqs' }, el('p', { class: 'caption' }, strings.faqs), ...items);
}

function words(faq, strings, links) {
  const element = el('div', { class: 'prose', dir: 'auto' });
  new Prose(element).update(faq.answer ?? '', { links });
  const href = links.allowed(faq.link);
  const target = href && links.outside(href) && '_blank';
  if (href) element.append(el('p', {}, el('a', { href, target, rel: target && 'noopener' }, strings.more)));
  return element;
}

import { advice, clock, count, date, day, label, number, OUTCOMES, outcomeName, path, reason, t, templateTitle, timesIn } from './lent.js';

/** Puts a text on the clipboard, masked as the page is, and says on the button whether it is there. */
export async function copy(button, answer, kind, found, view) {
  const text = TEXTS[answer][kind](found, view);
  const said = (await written(text)) ? 'copy.done' : 'copy.failed';
  // The next update of the page gives the button its name back.
  button.textContent = t(said);
  document.getElementById('live').textContent = t(said);
}

/** Browsers have a clipboard for pages of HTTPS and of this machine; everywhere else what is selected can be copied. */
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return selected(text);
  }
}

function selected(text) {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.className = 'visually-hidden';
  field.value = text;
  document.body.append(field);
  field.focus({ preventScroll: true });
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}

const TEXTS = {
  message: {
    id: ({ messageId }) => messageId,
    link: ({ messageId, sealed }) => location.origin + path('message', messageId, sealed ? { receiver: sealed } : {}),
    summary: (message) =>
      lines(
        t('copy.message', { id: message.messageId }),
        message.templates.map(({ businessId, template }) => sentence(templateTitle(template, businessId), template?.channel && label(template.channel), t('template.business-id', { id: businessId }))),
        message.receiver && t('copy.for', { receiver: message.receiver }),
        t('copy.outcome', { outcome: outcomeName(message.outcome, message.state), begun: moment(message.at), zone: timesIn() }),
        reason(message.state, message.channelCode),
        advice(message.channelCode),
        TEXTS.message.link(message),
      ),
  },
  receiver: {
    id: ({ receiver }) => receiver,
    link: ({ sealed }) => location.origin + path('receiver', sealed),
    summary: ({ receiver, sealed, totals }, { health }) =>
      lines(
        t('copy.receiver', { receiver, day: health ? day(health.today) : '' }).trim(),
        count('receiver.messages', totals.messages, { n: number(totals.messages) }),
        OUTCOMES.filter((outcome) => totals[outcome] > 0).map((outcome) => `${outcomeName(outcome)}: ${number(totals[outcome])}`),
        TEXTS.receiver.link({ sealed }),
      ),
  },
};

function moment(at) {
  return date(at) + ' ' + clock(at);
}

function sentence(...parts) {
  return parts.filter(Boolean).join(', ');
}

function lines(...texts) {
  return texts.flat().filter(Boolean).join('\n');
}

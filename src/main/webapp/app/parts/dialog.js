import { html, render, nothing } from '../libraries.js';

let number = 0;

function submit(event, dialog) {
  event.preventDefault();
  dialog.returnValue = event.submitter?.value ?? 'yes';
  dialog.close(dialog.returnValue);
}

function buttons({ action, kind, cancel, dialog }) {
  return html`
    <footer>
      <button type="button" class="button" @click=${() => dialog.close('')}>${cancel}</button>
      ${action ? html`<button type="submit" value="yes" class="button ${kind}">${action}</button>` : nothing}
    </footer>`;
}

function content(question, dialog, id) {
  return html`
    <form @submit=${(event) => submit(event, dialog)}>
      <h2 id=${id}>${question.title}</h2>
      <div class="dialog-body">${question.body}</div>
      ${buttons({ kind: 'primary', cancel: 'Cancel', ...question, dialog })}
    </form>`;
}

function answerOf(dialog) {
  return dialog.returnValue ? Object.fromEntries(new FormData(dialog.querySelector('form'))) : null;
}

/** Asks in a dialog; gives the fields of its form, or null if it was cancelled. */
export function ask(question) {
  const dialog = document.createElement('dialog');
  const id = `dialog-${++number}`;
  dialog.setAttribute('aria-labelledby', id);
  document.body.append(dialog);
  render(content(question, dialog, id), dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(answerOf(dialog));
      dialog.remove();
    });
  });
}

/** Asks whether something is to be done that is named by the button. */
export function confirmed(action, body, kind = 'primary') {
  return ask({ title: 'Confirm', body, action, kind }).then((answer) => answer !== null);
}

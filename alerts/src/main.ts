/** `npm run alerts`: the alert daemon. It says what it can do today. */
console.log('No alert channel is built yet: nothing is watched and nothing is sent.');

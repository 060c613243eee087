// For `require('electron')`: the strict object itself. A module namespace would answer `undefined` to unknown names.
module.exports = require('./electron.ts').electron

"use strict";
// Hands the sheet of this page to the browser's viewer, which opens the print dialog as the sheet
// asks, and tells the page that has framed this one.
const letters = window.atob(document.getElementById("sheet").textContent);
const sheet = new Blob([Uint8Array.from(letters, (letter) => letter.charCodeAt(0))], { type: "application/pdf" });
const viewer = document.createElement("iframe");
viewer.title = "The sheet to print";
viewer.addEventListener("load", () => window.parent.postMessage("handouts-printing", "*"), { once: true });
viewer.src = URL.createObjectURL(sheet);
document.body.append(viewer);

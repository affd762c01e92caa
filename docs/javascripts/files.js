/*
 * Tables as files, made in the page; nothing is sent anywhere.
 * A table is a list of rows, a row a list of cells: text or a number; the first row is the head.
 */
window.guatuFiles = (function () {
  "use strict";

  var STARTS = /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]/;
  var UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  var STORED_ON = 0x21; /* 1 January 1980: the day that stands beside every part of a workbook */

  /* ---- CSV: UTF-8 with its mark in front, so that Excel reads Chinese */

  /* Text that a spreadsheet might run gets an apostrophe, also behind a semicolon, which parts cells on some systems. */
  function defused(text) {
    return text.split(";").map(function (part) { return STARTS.test(part) ? "'" + part : part; }).join(";");
  }

  function csvCell(cell) {
    return typeof cell === "number" ? String(cell) : '"' + defused(cell).replace(/"/g, '""') + '"';
  }

  function csv(rows) {
    var lines = rows.map(function (cells) { return cells.map(csvCell).join(","); });
    return new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
  }

  function json(value) {
    return new Blob([JSON.stringify(value, null, 1) + "\n"], { type: "application/json" });
  }

  /* ---- XLSX: a few small XML parts, stored without compression; text is written as text and never as a formula */

  var HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  var MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  var OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  var PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  var TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  function escaped(text) {
    return text.replace(UNFIT, "\ufffd").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  function xlsxCell(cell) {
    if (typeof cell === "number") return "<c><v>" + cell + "</v></c>";
    return cell ? '<c t="inlineStr"><is><t xml:space="preserve">' + escaped(cell.slice(0, 16000)) + "</t></is></c>" : "<c/>";
  }

  function sheetXml(rows, widths) {
    var columns = widths.map(function (width, i) {
      return '<col min="' + (i + 1) + '" max="' + (i + 1) + '" width="' + width + '" customWidth="1"/>';
    });
    var lines = rows.map(function (cells) { return "<row>" + cells.map(xlsxCell).join("") + "</row>"; });
    return HEAD + '<worksheet xmlns="' + MAIN + '"><sheetViews><sheetView workbookViewId="0">' +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      "<cols>" + columns.join("") + "</cols><sheetData>" + lines.join("") + "</sheetData></worksheet>";
  }

  function relation(kind, target) {
    return HEAD + '<Relationships xmlns="' + PACKAGE + 'relationships"><Relationship Id="r1" Type="' + OFFICE + "/" + kind +
      '" Target="' + target + '"/></Relationships>';
  }

  function xlsx(rows, widths, title) {
    var parts = [
      ["[Content_Types].xml", HEAD + '<Types xmlns="' + PACKAGE + 'content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Override PartName="/xl/workbook.xml" ContentType="' + TYPE + 'sheet.main+xml"/>' +
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="' + TYPE + 'worksheet+xml"/></Types>'],
      ["_rels/.rels", relation("officeDocument", "xl/workbook.xml")],
      ["xl/workbook.xml", HEAD + '<workbook xmlns="' + MAIN + '" xmlns:r="' + OFFICE + '"><sheets><sheet name="' +
        escaped(title.replace(/[\\/?*[\]:']/g, " ").slice(0, 31)) + '" sheetId="1" r:id="r1"/></sheets></workbook>'],
      ["xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")],
      ["xl/worksheets/sheet1.xml", sheetXml(rows, widths)]
    ];
    return new Blob(zipped(parts), { type: TYPE + "sheet" });
  }

  /* ---- a ZIP archive of texts, stored as they are */

  var SUMS = new Int32Array(256).map(function (_, byte) {
    for (var bit = 0; bit < 8; bit += 1) byte = (byte >>> 1) ^ (0xedb88320 & -(byte & 1));
    return byte;
  });

  function checksum(bytes) {
    var sum = -1;
    for (var i = 0; i < bytes.length; i += 1) sum = SUMS[(sum ^ bytes[i]) & 255] ^ (sum >>> 8);
    return ~sum >>> 0;
  }

  /* Little-endian numbers, given as pairs of a value and its size in bytes. */
  function numbers(pairs) {
    var bytes = [];
    pairs.forEach(function (pair) {
      for (var i = 0; i < pair[1]; i += 1) bytes.push((pair[0] >>> (8 * i)) & 255);
    });
    return new Uint8Array(bytes);
  }

  function zipped(parts) {
    var encoder = new TextEncoder();
    var files = [];
    var directory = [];
    var offset = 0;
    var listed = 0;
    parts.forEach(function (part) {
      var name = encoder.encode(part[0]);
      var data = encoder.encode(part[1]);
      var shared = [[20, 2], [0, 2], [0, 2], [0, 2], [STORED_ON, 2], [checksum(data), 4], [data.length, 4], [data.length, 4],
        [name.length, 2], [0, 2]];
      var entry = numbers([[0x02014b50, 4], [20, 2]].concat(shared, [[0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]));
      files.push(numbers([[0x04034b50, 4]].concat(shared)), name, data);
      directory.push(entry, name);
      offset += 30 + name.length + data.length;
      listed += entry.length + name.length;
    });
    var end = numbers([[0x06054b50, 4], [0, 2], [0, 2], [parts.length, 2], [parts.length, 2], [listed, 4], [offset, 4], [0, 2]]);
    return files.concat(directory, [end]);
  }

  /* ---- hand a file over to the reader; works from a folder too */

  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, " ");
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  return { csv: csv, json: json, xlsx: xlsx, save: save };
})();

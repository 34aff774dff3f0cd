package org.truncus.plot;

/** The style sheet of every page. */
final class HtmlStyle {

  static final String CSS =
      """
      :root {
        color-scheme: light dark;
        --paper: #ffffff; --ink: #1c2127; --soft: #5b6570; --line: #dde2e7; --tint: #f5f7f9;
        --accent: #1f6aa5; --good: #1b7f4b; --good-tint: #e8f5ee; --bad: #b3261e; --bad-tint: #fcebea;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --paper: #14181c; --ink: #e4e8ec; --soft: #9aa5b0; --line: #2e363e; --tint: #1c2228;
          --accent: #6cb2eb; --good: #6bcf9a; --good-tint: #16291f; --bad: #f2938c; --bad-tint: #331b1a;
        }
      }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--paper); color: var(--ink);
        font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
      main { max-width: 1060px; margin: 0 auto; padding: 40px 28px 72px; }
      h1 { font-size: 30px; line-height: 1.2; letter-spacing: -.01em; margin: 0 0 10px; }
      h2 { font-size: 21px; margin: 44px 0 12px; padding-top: 20px; border-top: 1px solid var(--line); }
      h3 { font-size: 16px; margin: 28px 0 8px; }
      h4 { font-size: 14px; margin: 14px 0 2px; color: var(--soft); }
      p { max-width: 74ch; margin: 0 0 14px; }
      .lead { font-size: 18px; color: var(--soft); margin-bottom: 18px; }
      nav { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 0 0 8px; font-size: 14px; }
      a { color: var(--accent); text-underline-offset: 2px; }
      .verdict { max-width: none; padding: 12px 16px; border-left: 4px solid var(--soft);
        background: var(--tint); border-radius: 4px; margin: 18px 0; }
      .verdict strong { text-transform: uppercase; letter-spacing: .04em; margin-right: .5em; }
      .verdict.good { border-color: var(--good); background: var(--good-tint); }
      .verdict.good strong { color: var(--good); }
      .verdict.bad { border-color: var(--bad); background: var(--bad-tint); }
      .verdict.bad strong { color: var(--bad); }
      .remarks { list-style: none; font-size: 15px; }
      .remarks li + li { margin-top: 8px; }
      .key { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px;
        margin: 22px 0; }
      .key div { background: var(--tint); border: 1px solid var(--line); border-radius: 8px;
        padding: 12px 16px; }
      .key dt { font-size: 13px; color: var(--soft); }
      .key dd { margin: 2px 0 0; font-size: 25px; font-weight: 600; line-height: 1.25;
        font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
      .key dd.note { font-size: 13px; font-weight: 400; color: var(--soft); }
      .scroll { overflow-x: auto; margin: 14px 0 22px; }
      table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; min-width: 50%; }
      caption { text-align: left; color: var(--soft); font-size: 14px; padding-bottom: 8px; }
      th, td { text-align: left; padding: 6px 14px; border-bottom: 1px solid var(--line); vertical-align: top; }
      th:first-child, td:first-child { padding-left: 4px; }
      thead th { border-bottom: 2px solid var(--line); color: var(--soft); font-weight: 600; white-space: nowrap; }
      tbody th { font-weight: 500; color: var(--soft); white-space: nowrap; }
      td { overflow-wrap: break-word; }
      td:first-child { min-width: 7em; }
      .facts td { overflow-wrap: anywhere; }
      .wide { font-size: 13px; }
      .wide th, .wide td { padding: 5px 7px; }
      .n { text-align: right; white-space: nowrap; }
      .facts { width: 100%; }
      .form td { height: 52px; vertical-align: bottom; border-bottom: 1px solid var(--soft); white-space: pre-wrap; }
      .form th { vertical-align: bottom; width: 30%; }
      .groups { columns: 2; column-gap: 32px; font-size: 14px; }
      .groups section { break-inside: avoid; }
      .groups .scroll { margin-top: 4px; }
      .groups h4 { margin-top: 0; }
      .groups th, .groups td { padding: 3px 10px 3px 4px; }
      .groups th { width: 46%; }
      .matrix { min-width: 0; }
      .matrix td { min-width: 84px; border: 1px solid var(--line); }
      .matrix td small { display: block; font-size: 12px; color: inherit; opacity: .85; }
      .matrix .over { text-align: center; }
      .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr));
        gap: 8px 28px; align-items: start; }
      .small-figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(224px, 1fr)); gap: 2px 18px; }
      .small-figures figure { margin: 6px 0; }
      figure { margin: 14px 0; }
      figure svg, figure img { display: block; max-width: 100%; height: auto; }
      figcaption { font-size: 14px; color: var(--soft); margin-top: 6px; max-width: 74ch; }
      .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 4px 20px; }
      .gallery figure { margin: 8px 0; }
      .pair { display: flex; gap: 4px; }
      .pair img { width: 148px; height: auto; image-rendering: auto; }
      .gallery figcaption { font-size: 13px; line-height: 1.4; overflow-wrap: anywhere; }
      .gallery strong { color: var(--ink); font-weight: 600; }
      pre { background: var(--tint); border: 1px solid var(--line); border-radius: 6px;
        padding: 12px 14px; overflow-x: auto; font-size: 13px; line-height: 1.45; }
      @media print {
        :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --tint: #fff;
          --accent: #000; --good: #14603a; --good-tint: #fff; --bad: #8c1d18; --bad-tint: #fff; }
        @page { margin: 13mm; }
        main { max-width: none; padding: 0; }
        nav { display: none; }
        body { font-size: 10pt; }
        h1 { font-size: 18pt; }
        h2 { font-size: 14pt; margin-top: 22px; padding-top: 12px; }
        p, .lead { max-width: none; }
        .scroll { overflow: visible; }
        table { font-size: 9pt; min-width: 0; }
        th, td { padding: 3px 7px; }
        .wide { font-size: 7.5pt; }
        .wide th, .wide td { padding: 2px 4px; }
        .key dd { font-size: 15pt; }
        .key dd.note { font-size: 8pt; }
        .figures { grid-template-columns: 1fr 1fr; }
        .small-figures { grid-template-columns: repeat(4, 1fr); }
        .gallery { grid-template-columns: repeat(3, 1fr); }
        .pair img { width: 50%; min-width: 0; }
        .matrix td, .pair img { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .form, .remarks li, figure, .key, .verdict, tr { break-inside: avoid; }
        h2, h3, h4, caption { break-after: avoid; }
      }
      """;

  private HtmlStyle() {}
}

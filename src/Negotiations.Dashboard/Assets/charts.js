// Saving a chart as a picture or a table, and moving about in it. The drawing and its table are there without this.
"use strict";

{
  const save = (name, type, text) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const a = document.createElement("a");
    a.href = address;
    a.download = name;
    a.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };

  // The styles of the page do not travel with a file: what matters of them is written into it.
  const travels = [
    "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight",
    "stop-color", "text-anchor", "paint-order",
  ];
  const toSvg = svg => {
    const copy = svg.cloneNode(true);
    const originals = svg.querySelectorAll("*");
    copy.querySelectorAll("*").forEach((each, i) => {
      const style = getComputedStyle(originals[i]);
      for (const name of travels) {
        if (name === "fill" && each.getAttribute("fill")?.startsWith("url(")) continue;
        const value = style.getPropertyValue(name);
        if (value) each.setAttribute(name, value);
      }
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    return new XMLSerializer().serializeToString(copy);
  };

  // As the exports do: a cell that a spreadsheet would run is quoted, so that it is shown.
  const cell = text => {
    const plain = text.replace(/\s+/g, " ").trim();
    const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
    return `"${safe.replaceAll("\"", "\"\"")}"`;
  };
  const toCsv = table =>
    [...table.rows].map(row => [...row.cells].map(each => cell(each.textContent)).join(",") + "\r\n").join("");

  const button = (actions, text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    actions.append(made);
    return made;
  };

  let library = null;
  const load = address => library ??= new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(window.echarts);
    script.onerror = fail;
    document.head.append(script);
  });

  const colour = name => {
    const probe = document.createElement("span");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };

  // A floor as a full line or bar, what lies between it and the ceiling as a shadow upon it.
  const series = (data, each) => {
    const at = data.kind === "line" ? { type: "line", step: "end", showSymbol: true } : { type: "bar" };
    const pairs = values => data.kind === "line" ? values.map((value, i) => [data.labels[i], value ?? null]) : values;
    const stacked = { ...at, stack: each.name, stackStrategy: "all", color: colour(each.tone) };
    const floor = { ...stacked, name: each.name, data: pairs(each.low) };
    const above = each.high.map((high, i) => high == null || each.low[i] == null ? null : high - each.low[i]);
    if (!above.some(value => value > 0)) return [floor];
    const shade = {
      ...stacked,
      name: `${each.name} ↑`,
      showSymbol: false,
      lineStyle: { type: "dashed", opacity: 0.6 },
      areaStyle: { opacity: 0.2 },
      itemStyle: { opacity: 0.35 },
      data: pairs(above),
    };
    return [floor, shade];
  };

  const explore = async (figure, actions, opener) => {
    const canvas = figure.querySelector(".canvas");
    const drawing = canvas.querySelector("svg");
    const shown = canvas.querySelector(".explored");
    if (shown) {
      window.echarts.getInstanceByDom(shown)?.dispose();
      shown.remove();
      drawing.removeAttribute("hidden");
      drawing.classList.remove("hide-visually");
      opener.textContent = actions.dataset.explore;
      return;
    }

    const echarts = await load(actions.dataset.echarts);
    const data = JSON.parse(figure.dataset.chart);
    const box = document.createElement("div");
    box.className = "explored";
    canvas.prepend(box);
    // Still there for those who listen to it.
    drawing.classList.add("hide-visually");
    const chart = echarts.init(box, null, { renderer: "canvas" });
    const soft = { color: colour("soft") };
    chart.setOption({
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("ink") },
      grid: { left: 60, right: 24, top: 40, bottom: 70 },
      legend: { top: 4, textStyle: { color: colour("ink") }, data: data.series.map(each => each.name) },
      tooltip: { trigger: "axis", renderMode: "richText" },
      xAxis: data.kind === "line"
        ? { type: "time", axisLabel: soft }
        : { type: "category", data: data.labels, axisLabel: soft },
      yAxis: {
        type: "value",
        name: data.unit,
        nameTextStyle: soft,
        axisLabel: soft,
        splitLine: { lineStyle: { color: colour("rule") } },
      },
      dataZoom: [{ type: "inside" }, { type: "slider", textStyle: soft }],
      series: data.series.flatMap(each => series(data, each)),
    });
    addEventListener("resize", () => { if (box.isConnected) chart.resize(); });
    opener.textContent = actions.dataset.close;
  };

  for (const figure of document.querySelectorAll("figure.chart")) {
    const actions = figure.querySelector(".actions");
    const drawing = figure.querySelector(".canvas svg");
    const table = figure.querySelector(".beside table");
    actions.hidden = false;
    if (drawing)
      button(actions, actions.dataset.saveSvg, () => save(`${figure.id}.svg`, "image/svg+xml", toSvg(drawing)));
    if (table) button(actions, actions.dataset.saveCsv, () => save(`${figure.id}.csv`, "text/csv", toCsv(table)));
    if (figure.dataset.chart) {
      const opener = button(actions, actions.dataset.explore, () => explore(figure, actions, opener));
    }
  }
}

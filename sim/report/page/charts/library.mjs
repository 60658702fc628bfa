// What the page's script draws with. Vega's expressions are interpreted, not compiled: the page forbids eval.
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";
import { parse, View } from "vega";

globalThis.acqsimCharts = { compile, parse, View, expressionInterpreter };

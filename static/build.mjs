// Builds everything a browser gets into static/dist/: one stylesheet a face, one script, the font,
// the icons that are used, the mark; each under a name that holds its hash, each with its gzip beside it.
// Run by `node static/build.mjs` from anywhere, after `npm ci`.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build as bundleScript } from "esbuild";
import { bundle as bundleStyle } from "lightningcss";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const dist = join(here, "dist");
const faces = ["console", "office", "portal", "sales", "public", "kit"];

// Icons whose names no pattern below can find: the script draws them, or a method picks them.
const alwaysIcons = ["check", "x", "circle-alert", "triangle-alert", "info", "wifi-off", "log-in"];

const manifest = {};

// put writes one file under its hashed name and remembers it in the manifest.
function put(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const ext = extname(name);
  const hashed = `${name.slice(0, -ext.length)}.${hash}${ext}`;
  writeFileSync(join(dist, hashed), bytes);
  if (ext !== ".woff2") writeFileSync(join(dist, hashed + ".gz"), gzipSync(bytes, { level: 9 }));
  manifest[name] = hashed;
  return hashed;
}

// packageFile is where an installed npm package keeps a file.
const require = createRequire(import.meta.url);
function packageFile(pkg, file) {
  return join(dirname(require.resolve(`${pkg}/package.json`)), file);
}

// walk lists the files below a folder.
function walk(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function fonts() {
  for (const subset of ["latin", "latin-ext"]) {
    const file = `atkinson-hyperlegible-next-${subset}-wght-normal.woff2`;
    put(`font-${subset}.woff2`, readFileSync(packageFile("@fontsource-variable/atkinson-hyperlegible-next", `files/${file}`)));
  }
}

// styles bundles one entry a face and writes the hashed font names into it.
function styles() {
  for (const face of faces) {
    const { code } = bundleStyle({ filename: join(here, "css", `${face}.css`), minify: true });
    const css = code.toString().replace(/url\("?fonts\/([a-z-]+\.woff2)"?\)/g, (_, font) => {
      if (!manifest[font]) throw new Error(`css/base.css asks for the font ${font}, which build.mjs does not copy`);
      return `url(${manifest[font]})`;
    });
    put(`${face}.css`, css);
  }
}

// script bundles htmx and our own modules into one file.
async function script() {
  const { outputFiles } = await bundleScript({
    entryPoints: [join(here, "js", "app.js")],
    bundle: true, minify: true, write: false, format: "esm", target: "es2022", legalComments: "none",
  });
  put("app.js", outputFiles[0].contents);
}

// usedIcons reads the views and handlers for icon names: Icon("phone"), Icon: "phone", Badge("leaf", "check", …),
// and, where a method picks the name, a comment line such as `// icons: phone mail`.
function usedIcons() {
  const names = new Set(alwaysIcons);
  const patterns = [/\bIcon\w*(?:\(|:)\s*"([a-z0-9-]+)"/g, /\bBadge\("[a-z]*",\s*"([a-z0-9-]+)"/g];
  for (const folder of ["views", "web"]) {
    let files = [];
    try { files = walk(join(root, folder)) } catch (err) { if (err.code !== "ENOENT") throw err }
    for (const file of files) {
      if (!/\.(templ|go)$/.test(file) || /_templ\.go$|_test\.go$/.test(file)) continue;
      const text = readFileSync(file, "utf8");
      for (const pattern of patterns) for (const [, name] of text.matchAll(pattern)) names.add(name);
      for (const [, list] of text.matchAll(/^\s*\/\/ icons: ([a-z0-9 -]+)/gm)) list.trim().split(/\s+/).forEach((name) => names.add(name));
    }
  }
  return [...names].sort();
}

// sprite puts the used icons of lucide into one file of symbols.
function sprite() {
  const symbols = usedIcons().map((name) => {
    let svg;
    try { svg = readFileSync(packageFile("lucide-static", `icons/${name}.svg`), "utf8") } catch { throw new Error(`lucide has no icon “${name}”; see https://lucide.dev/icons`) }
    const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>");
    return `<symbol id="i-${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  });
  put("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

for (const old of readdirSync(dist)) if (old !== ".gitkeep") rmSync(join(dist, old));
mkdirSync(dist, { recursive: true });
fonts();
styles();
await script();
sprite();
put("mark.svg", readFileSync(join(here, "mark.svg")));
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 1));

//! Splits a program into the part a first view needs and the part that may come later.
//!
//! A function named `later`, or `later_` and more, begins the later part. With it goes everything that only such functions reach: nothing else in
//! the program can call it, so whoever calls a `later` function only where the later part has come is safe. Both parts share
//! one memory, one stack and one table; in the first part a `later` function is a jump through a place of the table that the
//! later part fills when it is instantiated.
//!
//! A function that stands in the table from the start (a method of a trait object, a closure) may be called from anywhere, so
//! it stays in the first part; it moves its body by calling a `later` function.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, ImportSection, Module, RawSection, SectionId, TableSection,
    reencode::{Error, Reencode, RoundtripReencoder},
};
use wasmparser::{
    BinaryReaderError, ElementItems, ExternalKind, FunctionBody, GlobalType, KnownCustom, MemoryType, Name,
    Operator, Parser, Payload, TableInit, TableType, TypeRef, Validator,
};

/// What the later part calls the first one; `static/boot` instantiates it with the first part's exports under this name.
pub const FIRST: &str = "first";

/// How a function that begins the later part is named.
const LATER: &str = "later";

/// Both parts of a program as `wasm-bindgen` left it, with the names of its functions.
///
/// # Errors
/// A program that has no such names or no `later` function, and one of a shape that compilers for the web do not make.
pub fn split(wasm: &[u8]) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let program = Program::read(wasm).map_err(io::Error::other)?;
    let plan = Plan::of(&program)?;
    let parts = (program.first(wasm, &plan)?, program.later(wasm, &plan)?);
    for part in [&parts.0, &parts.1] {
        Validator::new().validate_all(part).map_err(io::Error::other)?;
    }
    Ok(parts)
}

/// What is known of a program.
#[derive(Default)]
struct Program<'a> {
    sections: Vec<(u8, std::ops::Range<usize>)>,
    custom: Vec<(&'a str, &'a [u8])>,
    /// How many parameters each type takes.
    parameters: Vec<u32>,
    /// The type of each function, imported ones first.
    types: Vec<u32>,
    imported: u32,
    tables: Vec<TableType>,
    memories: Vec<MemoryType>,
    globals: Vec<GlobalType>,
    exports: Vec<(&'a str, ExternalKind, u32)>,
    /// Functions that are called from outside, or may be called from anywhere.
    roots: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    calls: Vec<BTreeSet<u32>>,
    later: BTreeSet<u32>,
}

impl<'a> Program<'a> {
    fn read(wasm: &'a [u8]) -> Result<Program<'a>, BinaryReaderError> {
        let mut program = Program::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section() {
                program.sections.push((id, range));
            }
            program.take(payload)?;
        }
        Ok(program)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<(), BinaryReaderError> {
        match payload {
            Payload::TypeSection(section) => {
                for kind in section.into_iter_err_on_gc_types() {
                    self.parameters.push(kind?.params().len() as u32);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    match import?.ty {
                        TypeRef::Func(kind) => {
                            self.types.push(kind);
                            self.imported += 1;
                        }
                        TypeRef::Table(kind) => self.tables.push(kind),
                        TypeRef::Memory(kind) => self.memories.push(kind),
                        TypeRef::Global(kind) => self.globals.push(kind),
                        _ => {}
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for kind in section {
                    self.types.push(kind?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.roots.push(export.index);
                    }
                    self.exports.push((export.name, export.kind, export.index));
                }
            }
            Payload::StartSection { func, .. } => self.roots.push(func),
            Payload::ElementSection(section) => {
                for element in section {
                    if let ElementItems::Functions(functions) = element?.items {
                        for function in functions {
                            self.roots.push(function?);
                        }
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                let mut calls = BTreeSet::new();
                for operator in body.get_operators_reader()? {
                    match operator? {
                        Operator::Call { function_index }
                        | Operator::ReturnCall { function_index }
                        | Operator::RefFunc { function_index } => calls.extend([function_index]),
                        _ => {}
                    }
                }
                self.calls.push(calls);
                self.bodies.push(body);
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Name(names) => {
                    for name in names {
                        let Name::Function(names) = name? else { continue };
                        for name in names {
                            let name = name?;
                            if begins_later(name.name) {
                                self.later.extend([name.index]);
                            }
                        }
                    }
                }
                _ => self.custom.push((section.name(), section.data())),
            },
            _ => {}
        }
        Ok(())
    }

    /// The functions that are reached without passing a `later` one.
    fn reached(&self) -> BTreeSet<u32> {
        let mut reached = BTreeSet::new();
        let mut open = self.roots.clone();
        while let Some(function) = open.pop() {
            if !self.later.contains(&function) && reached.insert(function) {
                open.extend(self.calls_of(function));
            }
        }
        reached
    }

    fn calls_of(&self, function: u32) -> impl Iterator<Item = u32> {
        let own = function.checked_sub(self.imported).and_then(|at| self.calls.get(at as usize));
        own.into_iter().flatten().copied()
    }

    fn first(&self, wasm: &[u8], plan: &Plan) -> io::Result<Vec<u8>> {
        let mut module = Module::new();
        for (id, range) in &self.sections {
            match *id {
                id if id == SectionId::Custom as u8 => {}
                id if id == SectionId::Table as u8 => {
                    module.section(&self.tables(wasm, plan)?);
                }
                id if id == SectionId::Export as u8 => {
                    module.section(&self.exports(plan));
                }
                id if id == SectionId::Code as u8 => {
                    module.section(&self.first_code(plan)?);
                }
                id => {
                    module.section(&RawSection { id, data: &wasm[range.clone()] });
                }
            }
        }
        Ok(self.finish(module))
    }

    /// The tables, the first with room for the functions that come later.
    fn tables(&self, wasm: &[u8], plan: &Plan) -> io::Result<TableSection> {
        let mut tables = TableSection::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let Payload::TableSection(section) = payload.map_err(io::Error::other)? else { continue };
            for table in section {
                let table = table.map_err(io::Error::other)?;
                if !matches!(table.init, TableInit::RefNull) {
                    return Err(io::Error::other("a table that is filled by an expression"));
                }
                let wider = if tables.is_empty() { plan.table } else { table.ty };
                tables.table(RoundtripReencoder.table_type(wider).map_err(other)?);
            }
        }
        Ok(tables)
    }

    /// What was exported, and what the later part needs.
    fn exports(&self, plan: &Plan) -> ExportSection {
        let mut exports = ExportSection::new();
        for (name, kind, index) in &self.exports {
            let kind = match kind {
                ExternalKind::Table => ExportKind::Table,
                ExternalKind::Memory => ExportKind::Memory,
                ExternalKind::Global => ExportKind::Global,
                ExternalKind::Tag => ExportKind::Tag,
                _ => ExportKind::Func,
            };
            exports.export(name, kind, *index);
        }
        for (at, _) in self.tables.iter().enumerate() {
            exports.export(&table_name(at), ExportKind::Table, at as u32);
        }
        for (at, _) in self.memories.iter().enumerate() {
            exports.export(&memory_name(at), ExportKind::Memory, at as u32);
        }
        for (at, _) in self.globals.iter().enumerate() {
            exports.export(&global_name(at), ExportKind::Global, at as u32);
        }
        for (function, at) in &plan.shared {
            exports.export(&function_name(*at), ExportKind::Func, *function);
        }
        exports
    }

    fn first_code(&self, plan: &Plan) -> io::Result<CodeSection> {
        let mut code = CodeSection::new();
        for (body, function) in self.bodies.iter().zip(self.imported..) {
            if let Some(place) = plan.places.get(&function) {
                let kind = self.types[function as usize];
                let mut jump = Function::new([]);
                let mut say = jump.instructions();
                for parameter in 0..self.parameters[kind as usize] {
                    say.local_get(parameter);
                }
                say.i32_const(*place as i32).call_indirect(0, kind).end();
                code.function(&jump);
            } else if plan.moved.contains_key(&function) {
                let mut nothing = Function::new([]);
                nothing.instructions().unreachable().end();
                code.function(&nothing);
            } else {
                RoundtripReencoder.parse_function_body(&mut code, body.clone()).map_err(other)?;
            }
        }
        Ok(code)
    }

    fn later(&self, wasm: &[u8], plan: &Plan) -> io::Result<Vec<u8>> {
        let mut module = Module::new();
        for (id, range) in &self.sections {
            if *id == SectionId::Type as u8 {
                module.section(&RawSection { id: *id, data: &wasm[range.clone()] });
            }
        }
        let mut imports = ImportSection::new();
        for (function, at) in &plan.shared {
            imports.import(FIRST, &function_name(*at), EntityType::Function(self.types[*function as usize]));
        }
        for (at, table) in self.tables.iter().enumerate() {
            let table = if at == 0 { plan.table } else { *table };
            imports.import(FIRST, &table_name(at), RoundtripReencoder.table_type(table).map_err(other)?);
        }
        for (at, memory) in self.memories.iter().enumerate() {
            imports.import(FIRST, &memory_name(at), RoundtripReencoder.memory_type(*memory).map_err(other)?);
        }
        for (at, global) in self.globals.iter().enumerate() {
            imports.import(FIRST, &global_name(at), RoundtripReencoder.global_type(*global).map_err(other)?);
        }
        module.section(&imports);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let mut renumbered = Renumbered { plan };
        for function in plan.moved.keys() {
            functions.function(self.types[*function as usize]);
            let body = self.bodies[(function - self.imported) as usize].clone();
            renumbered.parse_function_body(&mut code, body).map_err(other)?;
        }
        module.section(&functions);
        let mut elements = ElementSection::new();
        let begins: Vec<u32> = plan.places.keys().map(|function| plan.number(*function)).collect();
        let offset = ConstExpr::i32_const(self.tables[0].initial as i32);
        elements.active(None, &offset, Elements::Functions(begins.into()));
        module.section(&elements);
        module.section(&code);
        Ok(self.finish(module))
    }

    /// With what the compiler said of the machine the code needs.
    fn finish(&self, mut module: Module) -> Vec<u8> {
        for (name, data) in &self.custom {
            module.section(&CustomSection { name: (*name).into(), data: (*data).into() });
        }
        module.finish()
    }
}

/// What goes where.
struct Plan {
    /// Functions of the later part, with their number there.
    moved: BTreeMap<u32, u32>,
    /// Functions of the later part that the first one calls, with their place in the table, in order.
    places: BTreeMap<u32, u32>,
    /// Functions of the first part that the later one calls, with their number there.
    shared: BTreeMap<u32, u32>,
    /// The table both share.
    table: TableType,
}

impl Plan {
    fn of(program: &Program) -> io::Result<Plan> {
        if program.later.is_empty() {
            return Err(io::Error::other(format!("no function is named {LATER}: nothing to split")));
        }
        let in_table = program.roots.iter().find(|root| program.later.contains(root));
        if in_table.is_some() {
            return Err(io::Error::other(format!("a function named {LATER} is called through a pointer")));
        }
        let reached = program.reached();
        let functions = program.imported..program.types.len() as u32;
        let moved: Vec<u32> = functions.filter(|function| !reached.contains(function)).collect();
        let calls = moved.iter().flat_map(|function| program.calls_of(*function));
        let shared: BTreeSet<u32> =
            calls.filter(|function| reached.contains(function) || *function < program.imported).collect();
        let begins = program.later.iter().filter(|later| {
            let mut callers = reached.iter();
            callers.any(|caller| program.calls_of(*caller).any(|called| called == **later))
        });
        let table = *program.tables.first().ok_or_else(|| io::Error::other("no table of functions"))?;
        let places: BTreeMap<u32, u32> = begins.copied().zip(table.initial as u32..).collect();
        let more = places.len() as u64;
        let table = TableType {
            initial: table.initial + more,
            maximum: table.maximum.map(|most| most + more),
            ..table
        };
        let shared: BTreeMap<u32, u32> = shared.into_iter().zip(0..).collect();
        let moved = moved.into_iter().zip(shared.len() as u32..).collect();
        Ok(Plan { moved, places, shared, table })
    }

    /// The number of a function within the later part.
    fn number(&self, function: u32) -> u32 {
        self.moved.get(&function).or_else(|| self.shared.get(&function)).copied().unwrap_or_default()
    }
}

/// The functions of the later part have other numbers there.
struct Renumbered<'a> {
    plan: &'a Plan,
}

impl Reencode for Renumbered<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.plan.number(function))
    }
}

/// Whether a function of this path (as the compiler writes it, a hash at its end or not) begins the later part.
fn begins_later(path: &str) -> bool {
    let mut segments = path.rsplit("::");
    let last = segments.next().unwrap_or_default();
    let hashed =
        last.len() == 17 && last.starts_with('h') && last[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = if hashed { segments.next().unwrap_or_default() } else { last };
    name.strip_prefix(LATER).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
}

fn function_name(at: u32) -> String {
    format!("f{at:x}")
}

fn table_name(at: usize) -> String {
    format!("t{at}")
}

fn memory_name(at: usize) -> String {
    format!("m{at}")
}

fn global_name(at: usize) -> String {
    format!("g{at}")
}

fn other(error: Error) -> io::Error {
    io::Error::other(error.to_string())
}

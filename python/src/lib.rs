//! What the Python package asks of the reader: texts and pages in, the JSON of `jikenbo read` out.
//!
//! Nothing of Python is touched while texts are read, so that other threads go on meanwhile. What is returned is plain text: the
//! classes that people see are Python (`jikenbo/`).

use std::sync::LazyLock;
use std::thread;

use jikenbo_model::{Notice, to_json};
use jikenbo_page::{Format, Options};
use jikenbo_read::Reader;
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(jikenbo, PageError, PyValueError, "A page that cannot be read: what was expected, and what was found.");

/// Made once: it takes some tens of milliseconds.
static READER: LazyLock<Reader> = LazyLock::new(Reader::embedded);

/// Fewer texts than this are not worth another thread.
const FEW: usize = 8;

/// A notice that was read: its text, its address, the day near which it was published, and its record as JSON.
type Read = (String, Option<String>, Option<String>, String);

fn read_one(notice: Notice) -> Read {
    let reading = READER.read(&notice);
    let json = to_json(&reading, &notice.text).to_string();
    (notice.text, notice.url, notice.near.map(|day| day.to_string()), json)
}

/// Reads a text that is one notice.
#[pyfunction]
fn read(py: Python<'_>, text: String) -> Read {
    py.detach(|| read_one(Notice::plain(&text)))
}

/// Reads texts, each of them one notice, on as many threads as are asked for (`0`: as many as there are cores).
#[pyfunction]
#[pyo3(signature = (texts, threads = 0))]
fn read_many(py: Python<'_>, texts: Vec<String>, threads: usize) -> Vec<Read> {
    py.detach(|| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = if threads == 0 { cores } else { threads.min(cores) };
        let share = texts.len().div_ceil(threads).max(FEW);
        let one = |text: &String| read_one(Notice::plain(text));
        if texts.len() <= share {
            return texts.iter().map(one).collect();
        }
        thread::scope(|scope| {
            let parts: Vec<_> =
                texts.chunks(share).map(|part| (part, scope.spawn(move || part.iter().map(one).collect::<Vec<_>>()))).collect();
            // A thread that could not end has its texts read here: whatever stopped it is then told to the caller.
            parts
                .into_iter()
                .flat_map(|(part, thread)| thread.join().unwrap_or_else(|_| part.iter().map(one).collect()))
                .collect()
        })
    })
}

/// Reads the notices of a page (HTML, plain text, an e-mail), in page order.
#[pyfunction]
#[pyo3(signature = (data, media_type = None, name = None, form = None, one = false, max_bytes = None))]
fn read_page(
    py: Python<'_>,
    data: Vec<u8>,
    media_type: Option<String>,
    name: Option<String>,
    form: Option<&str>,
    one: bool,
    max_bytes: Option<usize>,
) -> PyResult<Vec<Read>> {
    let usual = Options::default();
    let format = form.map(form_of).transpose()?;
    let options = Options { format, media_type, name, one, max_bytes: max_bytes.unwrap_or(usual.max_bytes), ..usual };
    let notices = py.detach(|| {
        let notices = jikenbo_page::notices(&data, &options)?;
        Ok(notices.into_iter().map(read_one).collect())
    });
    notices.map_err(|error: jikenbo_page::Error| PageError::new_err(error.to_string()))
}

fn form_of(name: &str) -> PyResult<Format> {
    match name {
        "html" => Ok(Format::Html),
        "text" => Ok(Format::Text),
        "mail" => Ok(Format::Mail),
        _ => Err(PyValueError::new_err(format!("expected a form of html, text or mail, found {name:?}"))),
    }
}

/// The native half of the package.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("PageError", module.py().get_type::<PageError>())?;
    module.add_function(wrap_pyfunction!(read, module)?)?;
    module.add_function(wrap_pyfunction!(read_many, module)?)?;
    module.add_function(wrap_pyfunction!(read_page, module)?)
}

//! Files that commands write: whole or not at all, and none that is there unless it may be written over.

use std::path::Path;

use tempfile::NamedTempFile;

use super::Outcome;
use super::terminal::line;

/// Nothing may be at a path, unless it may be written over.
pub(super) fn free(path: &Path, force: bool) -> Outcome {
    if path == Path::new("-") {
        return Err("expected the name of a file, found -".to_owned().into());
    }
    if !force && path.symlink_metadata().is_ok() {
        return Err(format!("{} is there already: --force writes over it", line(&path.to_string_lossy())).into());
    }
    Ok(())
}

/// A file in the making, in the folder where it is to stand.
pub(super) fn draft(path: &Path) -> Outcome<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // As other new files: what may be read by whom is the user's own setting.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let made = builder.prefix(".jikenbo-").tempfile_in(folder);
    Ok(made.map_err(|error| format!("{}: {}", line(&folder.to_string_lossy()), crate::capture::plain(&error)))?)
}

/// Puts a finished file in its place, whole or not at all.
pub(super) fn put(file: NamedTempFile, path: &Path, force: bool) -> Outcome {
    file.as_file().sync_all()?;
    let put = if force { file.persist(path) } else { file.persist_noclobber(path) };
    let put = put.map_err(|error| format!("{}: {}", line(&path.to_string_lossy()), crate::capture::plain(&error.error)));
    Ok(put.map(drop)?)
}

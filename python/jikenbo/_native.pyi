from typing import List, Optional, Tuple

__version__: str

class PageError(ValueError): ...

_Read = Tuple[str, Optional[str], Optional[str], str]

def read(text: str) -> _Read: ...
def read_many(texts: List[str], threads: int = 0) -> List[_Read]: ...
def read_page(
    data: bytes,
    media_type: Optional[str] = None,
    name: Optional[str] = None,
    form: Optional[str] = None,
    one: bool = False,
    max_bytes: Optional[int] = None,
) -> List[_Read]: ...

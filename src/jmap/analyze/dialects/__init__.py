"""What differs between engines, as pieces of SQL; everything else is one text for all of them."""

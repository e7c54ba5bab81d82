"""What the hub itself says, in the languages it speaks. Store-free and standard library only in
English; Babel (catalogues, dates by locale) is loaded for any other language."""

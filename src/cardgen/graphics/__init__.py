"""Graphics: frames of drawings and words as plain values, type, art, colour and pixels."""

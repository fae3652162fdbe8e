"""Pictures made of pixels: what their files hold, and that as a PDF takes it in."""

"""``python3 -m manual pictures`` makes the pictures of the guide from the real window, ``site`` makes it a site."""

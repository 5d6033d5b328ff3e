"""What can be asked about fairs; every answer starts from what the viewer may see."""

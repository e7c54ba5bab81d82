"""Every way people reach the hub: commands, the visitors' kiosk, the volunteers' desk."""

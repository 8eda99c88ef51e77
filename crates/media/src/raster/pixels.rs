//! Decoded pixels, and turning them.

use super::exif::Orientation;

/// A decoded picture: rows from the top, 8 bits a channel, RGB or RGBA (not premultiplied).
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// 3 or 4.
    pub(crate) channels: usize,
    pub(crate) data: Vec<u8>,
    /// The RGB colour profile that the numbers are meant in; without one they are sRGB.
    pub(crate) profile: Option<Vec<u8>>,
}

impl Pixels {
    /// Keeps a profile only if it speaks of RGB, which the pixels are by now (ICC.1 §7.2.6).
    pub(super) fn with_profile(mut self, profile: Option<Vec<u8>>) -> Self {
        self.profile = profile.filter(|profile| profile.get(16..20) == Some(b"RGB "));
        self
    }

    /// Whether any pixel lets something behind it through.
    pub(crate) fn is_see_through(&self) -> bool {
        self.channels == 4 && self.data.chunks_exact(4).any(|pixel| pixel[3] != 255)
    }

    /// Leaves an alpha channel out that says nothing.
    pub(crate) fn without_idle_alpha(self) -> Self {
        if self.channels != 4 || self.is_see_through() {
            return self;
        }
        let data = self
            .data
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        Self {
            channels: 3,
            data,
            ..self
        }
    }

    /// The picture as EXIF's orientation means it to be seen.
    pub(super) fn turned(self, orientation: Orientation) -> Self {
        let (from_width, from_height) = (self.width as usize, self.height as usize);
        let lies_on_its_side = orientation.0 >= 5;
        let (width, height) = if lies_on_its_side {
            (from_height, from_width)
        } else {
            (from_width, from_height)
        };
        let mut data = Vec::with_capacity(self.data.len());
        for y in 0..height {
            for x in 0..width {
                let (from_x, from_y) = match orientation.0 {
                    2 => (from_width - 1 - x, y),
                    3 => (from_width - 1 - x, from_height - 1 - y),
                    4 => (x, from_height - 1 - y),
                    5 => (y, x),
                    6 => (y, from_height - 1 - x),
                    7 => (from_width - 1 - y, from_height - 1 - x),
                    8 => (from_width - 1 - y, x),
                    _ => (x, y),
                };
                let at = (from_y * from_width + from_x) * self.channels;
                data.extend_from_slice(&self.data[at..at + self.channels]);
            }
        }
        Self {
            width: width as u32,
            height: height as u32,
            data,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of three by two pixels named A to F.
    fn turned(orientation: u8) -> (u32, u32, String) {
        let data = b"ABCDEF".iter().flat_map(|letter| [*letter; 3]).collect();
        let pixels = Pixels {
            width: 3,
            height: 2,
            channels: 3,
            data,
            profile: None,
        };
        let pixels = pixels.turned(Orientation(orientation));
        let letters = pixels.data.chunks(3).map(|pixel| char::from(pixel[0])).collect();
        (pixels.width, pixels.height, letters)
    }

    /// EXIF says where the stored picture's first row and first column belong.
    #[test]
    fn each_orientation_puts_the_first_row_where_exif_says() {
        assert_eq!(
            turned(1),
            (3, 2, "ABCDEF".into()),
            "row at the top, column at the left"
        );
        assert_eq!(turned(2), (3, 2, "CBAFED".into()), "top, right");
        assert_eq!(turned(3), (3, 2, "FEDCBA".into()), "bottom, right");
        assert_eq!(turned(4), (3, 2, "DEFABC".into()), "bottom, left");
        assert_eq!(turned(5), (2, 3, "ADBECF".into()), "left, top");
        assert_eq!(turned(6), (2, 3, "DAEBFC".into()), "right, top");
        assert_eq!(turned(7), (2, 3, "FCEBDA".into()), "right, bottom");
        assert_eq!(turned(8), (2, 3, "CFBEAD".into()), "left, bottom");
    }
}

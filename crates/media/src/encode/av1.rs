//! AV1 stills, by rav1e: one thread and one tile a picture, 8 bits, 4:2:0.

use crate::MediaFault;
use crate::raster::Pixels;
use crate::raster::avif::{self, Item, Property, property};
use rav1e::prelude::*;

/// 0 (no loss) to 255. At 960 pixels a photograph comes to some 40 KB.
const QUANTIZER: usize = 125;
/// 0 (slow) to 10 (fast, bigger). Encodings are kept, so that each picture pays once.
const SPEED: u8 = 7;

pub(super) fn write(pixels: &Pixels) -> Result<Vec<u8>, MediaFault> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let colour = encode(width, height, ChromaSampling::Cs420, &colour_planes(pixels))?;
    let size = Property {
        bytes: ispe(pixels.width, pixels.height),
        essential: false,
    };
    let mut properties = vec![
        size,
        Property {
            bytes: property(b"av1C", &colour.settings),
            essential: true,
        },
        Property {
            bytes: property(b"pixi", &[0, 0, 0, 0, 3, 8, 8, 8]),
            essential: false,
        },
        // BT.709 primaries, sRGB transfer, BT.601 matrix, full range (ITU-T H.273).
        Property {
            bytes: property(b"colr", b"nclx\0\x01\0\x0D\0\x06\x80"),
            essential: false,
        },
    ];
    if let Some(profile) = &pixels.profile {
        let body = [b"prof", profile.as_slice()].concat();
        properties.push(Property {
            bytes: property(b"colr", &body),
            essential: false,
        });
    }
    let mut items = vec![Item {
        kind: *b"av01",
        hidden: false,
        data: colour.data,
        properties,
        references: Vec::new(),
    }];
    if pixels.is_see_through() {
        let plane = pixels.data.iter().skip(3).step_by(4).copied().collect();
        let alpha = encode(width, height, ChromaSampling::Cs400, &[(plane, width)])?;
        let properties = vec![
            Property {
                bytes: ispe(pixels.width, pixels.height),
                essential: false,
            },
            Property {
                bytes: property(b"av1C", &alpha.settings),
                essential: true,
            },
            Property {
                bytes: property(b"pixi", &[0, 0, 0, 0, 1, 8]),
                essential: false,
            },
            Property {
                bytes: property(b"auxC", b"\0\0\0\0urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"),
                essential: false,
            },
        ];
        let references = vec![(*b"auxl", vec![0])];
        items.push(Item {
            kind: *b"av01",
            hidden: false,
            data: alpha.data,
            properties,
            references,
        });
    }
    avif::write(&items).ok_or(MediaFault::Encoder("it is too big for an AVIF"))
}

fn ispe(width: u32, height: u32) -> Vec<u8> {
    property(
        b"ispe",
        &[[0; 4], width.to_be_bytes(), height.to_be_bytes()].concat(),
    )
}

/// Y, Cb and Cr (BT.601, full range) with their widths; colour is averaged over two by two pixels.
fn colour_planes(pixels: &Pixels) -> [(Vec<u8>, usize); 3] {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
    let rgb = |x: usize, y: usize| {
        let at = (y.min(height - 1) * width + x.min(width - 1)) * pixels.channels;
        [pixels.data[at], pixels.data[at + 1], pixels.data[at + 2]].map(i32::from)
    };
    let luma = |[r, g, b]: [i32; 3]| (19_595 * r + 38_470 * g + 7_471 * b + 32_768) >> 16;
    let y = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .map(|(x, y)| luma(rgb(x, y)) as u8)
        .collect();
    let (mut cb, mut cr) = (Vec::new(), Vec::new());
    for y in 0..half_height {
        for x in 0..half_width {
            let four =
                [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(right, below)| rgb(2 * x + right, 2 * y + below));
            let [r, g, b] = [0, 1, 2].map(|channel| four.iter().map(|pixel| pixel[channel]).sum::<i32>());
            // Sums of four: two more bits to shift away. 8,388,608 is 128 in 16 bits behind the point.
            let at = |sum: i32| ((sum + (8_388_608 << 2) + (1 << 17)) >> 18).clamp(0, 255) as u8;
            cb.push(at(-11_058 * r - 21_710 * g + 32_768 * b));
            cr.push(at(32_768 * r - 27_439 * g - 5_329 * b));
        }
    }
    [(y, width), (cb, half_width), (cr, half_width)]
}

struct Still {
    /// The body of `av1C`: settings and sequence header.
    settings: Vec<u8>,
    data: Vec<u8>,
}

fn encode(
    width: usize,
    height: usize,
    sampling: ChromaSampling,
    planes: &[(Vec<u8>, usize)],
) -> Result<Still, MediaFault> {
    let refused = || MediaFault::Encoder("the AVIF encoder refused it");
    let config = Config::new()
        .with_encoder_config(settings(width, height, sampling))
        .with_threads(1);
    let mut context: Context<u8> = config.new_context().map_err(|_| refused())?;
    let mut frame = context.new_frame();
    for (plane, (data, stride)) in frame.planes.iter_mut().zip(planes) {
        plane.copy_from_raw_u8(data, *stride, 1);
    }
    context.send_frame(frame).map_err(|_| refused())?;
    context.flush();
    let mut data = Vec::new();
    loop {
        match context.receive_packet() {
            Ok(packet) => data.extend_from_slice(&packet.data),
            Err(EncoderStatus::Encoded) => {}
            Err(EncoderStatus::LimitReached) => break,
            Err(_) => return Err(refused()),
        }
    }
    Ok(Still {
        settings: context.container_sequence_header(),
        data,
    })
}

fn settings(width: usize, height: usize, sampling: ChromaSampling) -> EncoderConfig {
    let mut speed = SpeedSettings::from_preset(SPEED);
    // What follows only matters for films.
    speed.multiref = false;
    speed.rdo_lookahead_frames = 1;
    speed.scene_detection_mode = SceneDetectionSpeed::None;
    EncoderConfig {
        width,
        height,
        bit_depth: 8,
        chroma_sampling: sampling,
        pixel_range: PixelRange::Full,
        color_description: (sampling != ChromaSampling::Cs400).then_some(ColorDescription {
            color_primaries: ColorPrimaries::BT709,
            transfer_characteristics: TransferCharacteristics::SRGB,
            matrix_coefficients: MatrixCoefficients::BT601,
        }),
        still_picture: true,
        quantizer: QUANTIZER,
        min_quantizer: QUANTIZER as u8,
        bitrate: 0,
        tiles: 1,
        speed_settings: speed,
        ..EncoderConfig::default()
    }
}

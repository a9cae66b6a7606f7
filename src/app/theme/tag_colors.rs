//! The colours that tags can be given.

use crate::model::Color;

/// Pairs of colours for tags, on light and on dark paper, told apart as well as so many can be.
pub const TAG_COLORS: [(Color, Color); 12] = [
    pair(0x00_72_B2, 0x5A_B4_E5),
    pair(0x00_80_5C, 0x45_C7_9C),
    pair(0xA8_64_00, 0xF0_B6_4A),
    pair(0xA5_43_8F, 0xE3_91_CC),
    pair(0xBE_3A_2B, 0xF4_8C_7D),
    pair(0x6A_4F_B8, 0xB0_9C_F2),
    pair(0x0E_7C_86, 0x58_C7_D2),
    pair(0x66_76_0A, 0xB9_C9_52),
    pair(0x8C_5A_38, 0xD6_A6_82),
    pair(0xC2_2F_62, 0xF5_8E_B2),
    pair(0x3F_55_A5, 0x97_A8_F0),
    pair(0x5A_66_74, 0xA8_B4_C4),
];

const fn pair(light: u32, dark: u32) -> (Color, Color) {
    let [_, red, green, blue] = light.to_be_bytes();
    let on_light = Color([red, green, blue]);
    let [_, red, green, blue] = dark.to_be_bytes();
    (on_light, Color([red, green, blue]))
}

"""The chat's look: the plain pages' colours and type, put into the framework's own settings."""

from __future__ import annotations

from typing import Any

import gradio as gr

SAME: dict[str, str] = {
    "body_background_fill": "var(--page)", "body_text_color": "var(--ink)", "body_text_color_subdued": "var(--soft)",
    "background_fill_primary": "var(--page)", "background_fill_secondary": "var(--panel)",
    "border_color_primary": "var(--line)", "border_color_accent": "var(--button)", "color_accent_soft": "var(--panel)",
    "link_text_color": "var(--link)", "link_text_color_hover": "var(--link-hover)", "link_text_color_visited": "var(--link)",
    "link_text_color_active": "var(--link)", "block_background_fill": "var(--page)", "block_border_width": "0px",
    "block_label_text_color": "var(--ink)", "block_label_background_fill": "var(--page)", "block_title_text_color": "var(--ink)",
    "block_info_text_color": "var(--soft)", "input_background_fill": "var(--page)", "input_background_fill_focus": "var(--page)",
    "input_border_color": "var(--edge)", "input_border_color_focus": "var(--edge)", "input_placeholder_color": "var(--soft)",
    "checkbox_label_background_fill": "var(--page)", "checkbox_label_background_fill_hover": "var(--panel)",
    "checkbox_label_background_fill_selected": "var(--panel)", "checkbox_label_border_color": "var(--page)",
    "checkbox_label_border_color_selected": "var(--edge)", "checkbox_label_text_color": "var(--ink)",
    "checkbox_label_text_color_selected": "var(--ink)", "checkbox_background_color": "var(--page)",
    "checkbox_background_color_selected": "var(--button)", "checkbox_border_color": "var(--edge)",
    "checkbox_border_color_selected": "var(--button)", "button_primary_background_fill": "var(--button)",
    "button_primary_background_fill_hover": "var(--button)", "button_primary_text_color": "var(--button-ink)",
    "button_primary_text_color_hover": "var(--button-ink)", "button_primary_border_color": "var(--button)",
    "button_secondary_background_fill": "var(--page)", "button_secondary_background_fill_hover": "var(--panel)",
    "button_secondary_text_color": "var(--link)", "button_secondary_text_color_hover": "var(--link-hover)",
    "button_secondary_border_color": "var(--edge)", "button_secondary_border_color_hover": "var(--link-hover)",
    "button_primary_border_color_hover": "var(--button)", "error_background_fill": "var(--page)", "error_text_color": "var(--error)",
    "error_border_color": "var(--error)", "error_icon_color": "var(--error)", "loader_color": "var(--button)",
}  # fmt: skip
"""One value for light and dark: the colours behind the names change with the system's setting."""
PLAIN: dict[str, str] = {
    "button_border_width": "2px", "input_border_width": "2px", "checkbox_border_width": "2px", "input_radius": "3px", "block_radius": "3px",
    "button_large_radius": "4px", "button_transition": "none", "input_shadow": "none", "input_shadow_focus": "none", "block_shadow": "none",
    "button_primary_shadow": "none", "button_secondary_shadow": "none", "checkbox_label_shadow": "none",
    "block_title_text_weight": "600", "button_large_text_weight": "600", "block_title_text_size": "1.0625rem", "input_text_size": "1.0625rem",
    "checkbox_label_text_size": "1rem", "button_large_text_size": "1.0625rem", "layout_gap": "1rem",
    "form_gap_width": "0.9rem", "block_padding": "0px",
}  # fmt: skip


def theme() -> Any:
    """The theme, with the system's own fonts: none is fetched."""
    from inspect import signature

    made = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    dark = {f"{name}_dark" for name in SAME} & set(signature(made.set).parameters)
    return made.set(**SAME, **PLAIN, **{name: SAME[name.removesuffix("_dark")] for name in dark})

"""Amounts in Chinese capital numerals (人民币大写), as cheques and claims write them.

Follows 《正确填写票据和结算凭证的基本规定》; where it leaves a zero optional, none is written.
"""

from faxi.engine.money import Fen

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_UNITS = ("", "万", "亿", "万亿")
_GROUP = 10_000


def capital_numerals(amount: Fen) -> str:
    """Return an amount in capital numerals: ``壹佰元零伍分``, ``壹仟零肆拾肆元整``.

    ``整`` closes an amount of whole yuan only; a negative one begins with ``负``.
    """
    sign, (yuan, fen) = "负" if amount < 0 else "", divmod(abs(amount), 100)
    dimes, cents = divmod(fen, 10)
    text = f"{sign}{_whole(yuan)}元"
    if not fen:
        return f"{text}整"
    if dimes:
        text += f"{_DIGITS[dimes]}角"
    elif cents:
        text += "零"
    return f"{text}{_DIGITS[cents]}分" if cents else text


def _whole(number: int) -> str:
    """Return a whole number below a thousand million million."""
    groups = []
    while number:
        number, group = divmod(number, _GROUP)
        groups.append(group)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        is_gap = text and (group < _GROUP // 10 or not groups[place + 1])
        text += ("零" if is_gap else "") + _group(group) + _unit(place, groups)
    return text or _DIGITS[0]


def _unit(place: int, groups: list[int]) -> str:
    """Return the unit of a group; 万亿 shares its 亿 with a group of 亿 that follows."""
    if place == 3 and groups[2]:
        return "万"
    return _UNITS[place]


def _group(number: int) -> str:
    """Return a number below ten thousand, zeros between its digits said once."""
    text, is_gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            is_gap = bool(text)
            continue
        text += ("零" if is_gap else "") + _DIGITS[digit] + _PLACES[place]
        is_gap = False
    return text

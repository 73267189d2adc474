#!/usr/bin/env python3
"""Kiểm tra gói của một đợt đã chốt (seals export): không cần mạng, không cần thidua, chỉ cần Python 3.9 trở lên và verify.py đặt cùng thư mục.

    python3 verify_bundle.py [GÓI.json] [--key KHÓA] [--rows TỆP]

KHÓA là khóa công khai mà đơn vị đã công bố. TỆP là câu trả lời của “thiduactl --json explain …” mà đơn vị đưa ra: các bản ghi trong đó có phải các bản ghi đã
tính vào một số liệu của gói không. Đường đi: tệp, chữ ký (Ed25519), mã băm bản chốt, các số liệu và tổng, mã băm (SHA-256) của các bản ghi. Mỗi chỗ không khớp
là một dòng SAI; kết thúc bằng 0 khi mọi thứ khớp, bằng 1 khi không.
Checks a bundle of a sealed phase offline, and whether records that somebody shows are those behind one of its figures."""
import argparse, json, sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from verify import problems, sha256, signed, wrong  # noqa: E402 (it stands beside this file, wherever one starts it)


def canonical(value): return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def check_bundle(whole, octets, announced):
    """From the file to the seal; whether all that follows is worth a look."""
    bundle, seal = whole["bundle"], whole["bundle"]["seal"]
    if not signed(bytes.fromhex(whole["key"]), canonical(bundle), bytes.fromhex(whole["signature"])):
        return wrong("chữ ký không đúng: gói đã bị sửa")
    if announced and announced.lower() != whole["key"]:
        return wrong(f"gói do khóa {whole['key']} ký, không phải khóa đơn vị công bố")
    if sha256(canonical(seal["content"])) != seal["hash"]:
        return wrong("nội dung bản chốt không khớp mã băm của nó")
    print(f"ĐÚNG  tệp {sha256(octets)} do khóa {whole['key']} ký" + ("" if announced else "; hãy so với khóa đơn vị công bố, hoặc chạy lại với --key"))
    print(f"ĐÚNG  bản chốt {seal['id']} của {bundle['issuer']['name']}: {seal['hash']}")
    return True


def check_sums(bundle):
    """Where a unit's figure is the sum of those below it."""
    content, own = bundle["seal"]["content"], bundle["issuer"]["unit"]
    cells = {row["subject"]: row["cells"] for row in content["results"] if row["level"] == "ward" or row["subject"] == own}
    for criterion in [one["id"] for one in content["criteria"] if one["facts"].get("roll_up") == "sum"]:
        for name in ("num", "den"):
            total, parts = cells[own].get(criterion, {}).get(name), [of.get(criterion, {}).get(name) for unit, of in cells.items() if unit != own]
            if None not in (total, *parts) and sum(parts) != total:
                wrong(f"chỉ tiêu {criterion}: tổng ghi {total}, cộng các đơn vị được {sum(parts)}")


def check_rows(bundle, rows):
    shown = sha256(canonical(rows))
    found = [(criterion, unit) for criterion, of in bundle["evidence"].items() for unit, behind in of.items() if behind["sha256"] == shown and behind["rows"] == len(rows)]
    for criterion, unit in found if rows else ():
        print(f"ĐÚNG  {len(rows)} bản ghi ấy là các bản ghi đã tính vào chỉ tiêu {criterion} của {unit}")
    if not found:
        wrong(f"{len(rows)} bản ghi ấy không phải các bản ghi đã tính vào một số liệu nào của gói")


def main(file, key, rows):
    try:
        octets = file.read_bytes()
        whole = json.loads(octets)
        if check_bundle(whole, octets, key):
            check_sums(whole["bundle"])
            if rows:
                check_rows(whole["bundle"], json.loads(rows.read_bytes())["evidence"]["rows"])
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as why:
        wrong(f"tệp không phải gói của một đợt đã chốt, hoặc tệp của --rows không phải câu trả lời của explain ({type(why).__name__}: {why})")
    print(f"KẾT LUẬN: {len(problems)} chỗ không khớp" if problems else "KẾT LUẬN: mọi thứ khớp")
    return 1 if problems else 0


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("file", nargs="?", type=Path, default=HERE / "bundle.json")
    words.add_argument("--key")
    words.add_argument("--rows", type=Path)
    sys.exit(main(**vars(words.parse_args())))

# Turns verify.py, guide.txt and check.html into C: awk -f text.awk FILES > proof_text.c (proof_text.h)
function close_file() {
    if (open)
        print ";"
    open = 0
}
BEGIN { print "#include \"proof/proof_text.h\"\n" }
FNR == 1 {
    close_file()
    name = FILENAME
    sub(/^.*\//, "", name)
    sub(/\..*$/, "", name)
    print "const char proof_" name "[] ="
    open = 1
}
{
    gsub(/\\/, "&&")
    gsub(/"/, "\\\"")
    gsub(/\?/, "\\?")
    print "    \"" $0 "\\n\""
}
END { close_file() }

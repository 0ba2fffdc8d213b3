# Runs Autobahn's fuzzing client: fuzz.py URL FOLDER CASE...
import sys

from autobahntestsuite import wstest

server = {'agent': 'rapport', 'url': sys.argv[1], 'options': {'version': 18}}
spec = {
    'options': {'failByDrop': False},
    'outdir': sys.argv[2],
    'servers': [server],
    'cases': sys.argv[3:],
    'exclude-cases': [],
    'exclude-agent-cases': {},
}
wstest.start({'mode': 'fuzzingclient'}, spec)
